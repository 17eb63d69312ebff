package dev.loginstream.indexer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.elasticsearch.repository.config.EnableElasticsearchRepositories;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.kafka.support.LoggingProducerListener;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableElasticsearchRepositories
class LoginIndexerConfiguration {

	@Bean
	LoginDocuments loginDocuments(LoginIndexerProperties properties) {
		return new LoginDocuments(properties.index().rotation());
	}

	@Bean
	RejectedLogins rejectedLogins(LoginIndexerProperties properties) {
		return new RejectedLogins(properties.index().rotation(), properties.redriveTopic());
	}

	@Bean
	KafkaTransactionManager<Object, Object> kafkaTransactionManager(ProducerFactory<Object, Object> producers) {
		KafkaTransactionManager<Object, Object> manager = new KafkaTransactionManager<>(producers);
		// Off by default; verdicts and meters wait for the end of the transaction.
		manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
		return manager;
	}

	@Bean
	TaskScheduler resumeScheduler() {
		return new SimpleAsyncTaskScheduler();
	}

	@Bean
	OutagePause outagePause(TaskScheduler resumeScheduler, LoginIndexerProperties properties) {
		return new OutagePause(new ListenerContainerPauseService(null, resumeScheduler), properties);
	}

	@Bean
	OutageErrorHandler outageErrorHandler() {
		return new OutageErrorHandler();
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

}
