package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.loginstream.indexer.LoginIndexerProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers how far the pipeline is.
 */
final class PipelineProgress implements AutoCloseable {

	private static final String INDEXER = "login-indexer";

	private static final String REJECTED_INDEXER = "login-indexer-rejected";

	private final Admin admin;

	private final AuditProperties properties;

	private final LoginIndexerProperties indexer;

	PipelineProgress(Map<String, Object> connection, AuditProperties properties, LoginIndexerProperties indexer) {
		Map<String, Object> settings = new HashMap<>(connection);
		int timeout = (int) properties.timeout().toMillis();
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
		this.admin = Admin.create(settings);
		this.properties = properties;
		this.indexer = indexer;
	}

	/** Creates the topic of the audit's state unless it is there. */
	void createStateTopic() throws ExecutionException, InterruptedException, TimeoutException {
		NewTopic topic = new NewTopic(this.properties.stateTopic(), 1, this.properties.replicationFactor())
			.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
		try {
			answer(this.admin.createTopics(Set.of(topic)).all());
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	boolean hasTopic(String topic) throws ExecutionException, InterruptedException, TimeoutException {
		return describe(topic) != null;
	}

	/**
	 * Looks how far the pipeline is now.
	 * @return null while there is no source topic
	 */
	@Nullable Snapshot snapshot() throws ExecutionException, InterruptedException, TimeoutException {
		Instant now = Instant.now();
		TopicDescription source = describe(this.properties.sourceTopic());
		if (source == null) {
			return null;
		}
		Map<Integer, Long> consumed = committed(this.properties.processorGroup()).entrySet()
			.stream()
			.filter((offset) -> offset.getKey().topic().equals(source.name()))
			.collect(Collectors.toMap((offset) -> offset.getKey().partition(), Map.Entry::getValue));
		// Afterwards, see Snapshot.
		return new Snapshot(now, source.topicId().toString(), consumed, ends());
	}

	private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException, TimeoutException {
		Set<TopicPartition> partitions = new HashSet<>(partitions(this.indexer.inputTopic()));
		if (this.indexer.rejected().enabled()) {
			partitions.addAll(partitions(this.indexer.deadLetterTopic()));
		}
		// With what is in transactions whose markers are still on their way.
		Map<TopicPartition, OffsetSpec> latest = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> OffsetSpec.latest()));
		return answer(this.admin.listOffsets(latest).all()).entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (end) -> end.getValue().offset()));
	}

	/** Next offsets that the indexer reads. */
	Map<TopicPartition, Long> indexed() throws ExecutionException, InterruptedException, TimeoutException {
		Map<TopicPartition, Long> indexed = new HashMap<>(committed(INDEXER));
		indexed.keySet().removeIf((partition) -> !partition.topic().equals(this.indexer.inputTopic()));
		committed(REJECTED_INDEXER).forEach(indexed::putIfAbsent);
		return indexed;
	}

	private Map<TopicPartition, Long> committed(String group)
			throws ExecutionException, InterruptedException, TimeoutException {
		Map<TopicPartition, Long> offsets = new HashMap<>();
		answer(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
			.forEach((partition, committed) -> {
				if (committed != null) {
					offsets.put(partition, committed.offset());
				}
			});
		return offsets;
	}

	private Set<TopicPartition> partitions(String topic)
			throws ExecutionException, InterruptedException, TimeoutException {
		TopicDescription description = describe(topic);
		return (description != null) ? description.partitions()
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.collect(Collectors.toSet()) : Set.of();
	}

	private @Nullable TopicDescription describe(String topic)
			throws ExecutionException, InterruptedException, TimeoutException {
		try {
			return answer(this.admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return null;
			}
			throw ex;
		}
	}

	private <T> T answer(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
		// The client gives up earlier, and says on what.
		return future.get(2 * this.properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
