package dev.loginstream.generator;

import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Whether a broker answers: part of the health group {@code dependencies}, never of
 * liveness or readiness.
 */
@Component
class KafkaHealthIndicator extends AbstractHealthIndicator {

	private static final int TIMEOUT_MILLIS = 2000;

	private final KafkaAdmin kafka;

	KafkaHealthIndicator(KafkaAdmin kafka) {
		super("Kafka does not answer");
		this.kafka = kafka;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		try (Admin admin = Admin.create(this.kafka.getConfigurationProperties())) {
			int nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
				.nodes()
				.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
				.size();
			builder.up().withDetail("brokers", nodes);
		}
	}

}
