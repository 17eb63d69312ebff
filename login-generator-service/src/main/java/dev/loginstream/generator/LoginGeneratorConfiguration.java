package dev.loginstream.generator;

import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;

import dev.loginstream.generator.realistic.RealisticLogins;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.support.LoggingProducerListener;

@Configuration(proxyBeanMethods = false)
class LoginGeneratorConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(LoginGeneratorConfiguration.class);

	/**
	 * Above the 1 MiB that a value may have, so that a larger one comes in and is
	 * rejected.
	 */
	private static final String LARGEST_BATCH = String.valueOf(2 << 20);

	// The publisher closes them, when it has taken the last one.
	@Bean(destroyMethod = "")
	LoginRecords loginRecords(LoginGeneratorProperties properties) {
		long seed = Objects.requireNonNullElseGet(properties.seed(), () -> new SplittableRandom().nextLong());
		logger.info("The seed of this run is {}", seed);
		LoginRecords logins = switch (properties.scenario()) {
			case UNIFORM -> new UniformRecords(seed, properties, InstantSource.system());
			case REALISTIC -> realistic(seed, properties);
		};
		return (properties.badShare() > 0) ? new BadRecords(logins, properties.badShare(), seed) : logins;
	}

	private static LoginRecords realistic(long seed, LoginGeneratorProperties properties) {
		// Without a seed other things happen at each start, but to the same users.
		long populationSeed = Objects.requireNonNullElse(properties.seed(), 0L);
		return new RealisticRecords(properties.topic(), new RealisticLogins(populationSeed, seed, properties.rate(),
				properties.missingDeviceTypeShare(), properties.realistic(), InstantSource.system()));
	}

	@Bean
	NewTopic topic(LoginGeneratorProperties properties) {
		return TopicBuilder.name(properties.topic())
			.partitions(properties.partitions())
			.replicas(properties.replicationFactor())
			.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_BATCH)
			// Retention counts from here on, not from the day a foreign producer says.
			.config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")
			.build();
	}

	@Bean
	LoggingProducerListener<Object, Object> producerListener() {
		LoggingProducerListener<Object, Object> listener = new LoggingProducerListener<>();
		// Key and value are personal data.
		listener.setIncludeContents(false);
		return listener;
	}

}
