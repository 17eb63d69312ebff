package dev.loginstream.generator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topic as soon as Kafka answers, however long that takes.
 */
@Component
class UserLoginTopic {

	private static final Logger logger = LoggerFactory.getLogger(UserLoginTopic.class);

	private final RetryTemplate untilKafkaAnswers = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(Long.MAX_VALUE)
		.delay(Duration.ofMillis(500))
		.jitter(Duration.ofMillis(250))
		.multiplier(2)
		.maxDelay(Duration.ofSeconds(4))
		.build());

	private final KafkaAdmin admin;

	private final NewTopic topic;

	private final LoginGeneratorProperties properties;

	UserLoginTopic(KafkaAdmin admin, NewTopic topic, LoginGeneratorProperties properties) {
		this.admin = admin;
		this.topic = topic;
		this.properties = properties;
	}

	/**
	 * Returns when the topic is there and takes records, or at once if it is left to
	 * others.
	 * @throws InterruptedException if the service is stopped before
	 */
	void awaitCreation() throws InterruptedException {
		if (!this.properties.createTopic()) {
			return;
		}
		try {
			this.untilKafkaAnswers.execute(this::create);
			this.untilKafkaAnswers.execute(this::findLeaders);
		}
		catch (RetryException ex) {
			// There is no last try, so only an interrupt ends up here.
			throw new InterruptedException();
		}
	}

	private boolean create() {
		try {
			this.admin.createOrModifyTopics(this.topic);
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Kafka does not let the topic be looked up or created yet: {}", RootCause.of(ex));
			throw ex;
		}
	}

	// Else the first batch can be refused by a broker that does not lead yet, and the
	// second, on its way already, be taken by the one that does now: the first is then
	// out
	// of sequence, and the idempotent producer sends it again for ever. Only a leader
	// tells its end offset.
	private boolean findLeaders() throws ExecutionException, InterruptedException {
		Map<TopicPartition, OffsetSpec> partitions = this.admin.describeTopics(this.topic.name())
			.values()
			.stream()
			.flatMap((description) -> description.partitions().stream())
			.map((partition) -> new TopicPartition(this.topic.name(), partition.partition()))
			.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest()));
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			client.listOffsets(partitions).all().get();
			return true;
		}
		catch (ExecutionException | RuntimeException ex) {
			logger.debug("Not every partition has a leader yet: {}", RootCause.of(ex));
			throw ex;
		}
	}

}
