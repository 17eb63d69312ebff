package dev.loginstream.processor;

import java.time.Duration;
import java.time.InstantSource;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.support.LoggingProducerListener;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class LoginProcessorConfiguration {

	/**
	 * A value may be 1 MiB, a record has a key and headers besides, and processing adds
	 * to both.
	 */
	private static final String LARGEST_BATCH = String.valueOf(3 << 20);

	@Bean
	UserLoginProcessor userLoginProcessor(LoginProcessorProperties properties) {
		return new UserLoginProcessor(InstantSource.system(), properties.maxAhead());
	}

	// Of objects, as Boot looks for it: one of other types leaves the listener without
	// transactions.
	@Bean
	KafkaTransactionManager<Object, Object> kafkaTransactionManager(ProducerFactory<Object, Object> producers) {
		KafkaTransactionManager<Object, Object> manager = new KafkaTransactionManager<>(producers);
		// Off by default; the meters wait for the commit.
		manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
		return manager;
	}

	@Bean
	DefaultAfterRollbackProcessor<Object, Object> afterRollbackProcessor() {
		// Only an outage or a bug comes here. The wait holds the polling thread, so it is
		// kept far below max.poll.interval.ms.
		ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
		backOff.setMaxInterval(Duration.ofSeconds(10).toMillis());
		backOff.setJitter(Duration.ofMillis(50).toMillis());
		return new DefaultAfterRollbackProcessor<>(backOff);
	}

	@Bean
	LoggingProducerListener<Object, Object> producerListener() {
		LoggingProducerListener<Object, Object> listener = new LoggingProducerListener<>();
		// Key and value are personal data.
		listener.setIncludeContents(false);
		return listener;
	}

	@Bean
	ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> containerProperties() {
		return (container) -> {
			// Going on after a fence would skip the records of the aborted batch;
			// ListenerStarter restarts.
			container.getContainerProperties().setStopContainerWhenFenced(true);
		};
	}

	@Bean
	NewTopic outputTopic(LoginProcessorProperties properties) {
		return topic(properties, properties.outputTopic()).build();
	}

	@Bean
	NewTopic deadLetterTopic(LoginProcessorProperties properties) {
		return topic(properties, properties.deadLetterTopic()).build();
	}

	@Bean
	NewTopic redriveTopic(LoginProcessorProperties properties) {
		// Says which dead letters were redriven, so it has to outlive them: seven days by
		// Kafka's default, and as many again until their segment is full.
		return topic(properties, properties.redriveTopic())
			.config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(30).toMillis()))
			.build();
	}

	private static TopicBuilder topic(LoginProcessorProperties properties, String name) {
		return TopicBuilder.name(name)
			.partitions(properties.partitions())
			.replicas(properties.replicationFactor())
			.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_BATCH)
			// Retention counts from here on, not from the day a foreign producer says.
			.config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
	}

}
