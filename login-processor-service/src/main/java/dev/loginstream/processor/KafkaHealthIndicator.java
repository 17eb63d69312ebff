package dev.loginstream.processor;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

/**
 * Whether a broker answers and grants the rights on topics: part of the health group
 * {@code dependencies}, never of liveness or readiness.
 */
@Component
class KafkaHealthIndicator implements HealthIndicator {

	private static final int TIMEOUT_MILLIS = 2000;

	private final KafkaAdmin kafka;

	private final Map<String, Set<AclOperation>> rights;

	KafkaHealthIndicator(KafkaAdmin kafka, LoginProcessorProperties properties) {
		this.kafka = kafka;
		this.rights = Map.of(properties.inputTopic(), Set.of(READ), properties.outputTopic(), Set.of(WRITE),
				properties.deadLetterTopic(), Set.of(WRITE));
	}

	@Override
	public Health health() {
		try (Admin admin = Admin.create(this.kafka.getConfigurationProperties())) {
			int nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
				.nodes()
				.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
				.size();
			requireRights(admin);
			return Health.up().withDetail("brokers", nodes).build();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Health.unknown().build();
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			// Not logged: this is asked for as often as someone looks.
			return Health.down().withDetail("error", RootCause.of(ex)).build();
		}
	}

	private void requireRights(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
		var topics = admin
			.describeTopics(this.rights.keySet(),
					new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(TIMEOUT_MILLIS))
			.topicNameValues();
		for (var topic : topics.entrySet()) {
			try {
				Set<AclOperation> granted = topic.getValue()
					.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
					.authorizedOperations();
				Set<AclOperation> wanted = this.rights.getOrDefault(topic.getKey(), Set.of());
				// Brokers that do not tell give null.
				if (granted != null && !granted.containsAll(wanted)) {
					throw new TopicAuthorizationException("Expected to be granted " + wanted + " on " + topic.getKey());
				}
			}
			catch (ExecutionException ex) {
				// One that is not there yet is no fault.
				if (!(ex.getCause() instanceof UnknownTopicOrPartitionException)) {
					throw ex;
				}
			}
		}
	}

}
