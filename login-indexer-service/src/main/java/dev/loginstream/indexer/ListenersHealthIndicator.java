package dev.loginstream.indexer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Part of liveness: down when a listener stopped for a fatal error, or when one has not
 * polled for so long that only a restart can help. An outage of Kafka is neither.
 */
@Component
class ListenersHealthIndicator extends AbstractHealthIndicator {

	/** After one interval the group has moved on, and a slow poll may still return. */
	private static final int INTERVALS_WITHOUT_POLL = 2;

	private final KafkaListenerEndpointRegistry listeners;

	private final Duration longestWithoutPoll;

	ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners, ConsumerFactory<?, ?> consumers) {
		this.listeners = listeners;
		Object interval = consumers.getConfigurationProperties()
			.getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
		this.longestWithoutPoll = Duration.ofMillis(Long.parseLong(interval.toString()) * INTERVALS_WITHOUT_POLL);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		for (MessageListenerContainer container : this.listeners.getListenerContainers()) {
			if (!container.isInExpectedState()) {
				builder.down().withDetail(container.getListenerId(), "stopped for a fatal error");
			}
			else if (secondsSincePoll(container) > this.longestWithoutPoll.toSeconds()) {
				builder.down().withDetail(container.getListenerId(), "has not polled for " + this.longestWithoutPoll);
			}
		}
	}

	private static double secondsSincePoll(MessageListenerContainer container) {
		return container.metrics()
			.values()
			.stream()
			.map(Map::values)
			.flatMap(Collection::stream)
			.filter((metric) -> metric.metricName().name().equals("last-poll-seconds-ago"))
			.mapToDouble((metric) -> ((Number) metric.metricValue()).doubleValue())
			.max()
			.orElse(0);
	}

}
