package dev.loginstream.processor;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ListenersHealthIndicatorTests {

	private static final int POLL_INTERVAL_SECONDS = 300;

	private final MessageListenerContainer container = mock();

	private final KafkaListenerEndpointRegistry listeners = mock();

	private final ListenersHealthIndicator indicator = new ListenersHealthIndicator(this.listeners,
			new DefaultKafkaConsumerFactory<>(Map.of()));

	@BeforeEach
	void oneContainer() {
		given(this.listeners.getListenerContainers()).willReturn(List.of(this.container));
		given(this.container.getListenerId()).willReturn("login-processor");
		given(this.container.isInExpectedState()).willReturn(true);
	}

	@Test
	void containerThatHasNoConsumerYetIsUp() {
		given(this.container.metrics()).willReturn(Map.of());

		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, 0, POLL_INTERVAL_SECONDS, 2 * POLL_INTERVAL_SECONDS, Double.NaN })
	void containerThatPolledLatelyIsUp(double seconds) {
		lastPoll(seconds);

		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void containerThatHasLongNotPolledIsDown() {
		lastPoll(2 * POLL_INTERVAL_SECONDS + 1);

		Health health = this.indicator.health();

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("login-processor", "has not polled for PT10M");
	}

	@Test
	void containerThatStoppedForAnErrorIsDown() {
		given(this.container.isInExpectedState()).willReturn(false);

		Health health = this.indicator.health();

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("login-processor", "stopped for a fatal error");
	}

	private void lastPoll(double seconds) {
		MetricName name = new MetricName("last-poll-seconds-ago", "consumer-metrics", "", Map.of());
		Metric metric = mock();
		given(metric.metricName()).willReturn(name);
		given(metric.metricValue()).willReturn(seconds);
		given(this.container.metrics()).willReturn(Map.of("client", Map.of(name, metric)));
	}

}
