package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The topics around the processor, as its neighbours see them from now on.
 */
final class LoginTopics implements AutoCloseable {

	private static final List<String> INPUTS = List.of("user-login", "user-login-redrive");

	private static final List<String> OUTPUTS = List.of("processed-user-login", "user-login-dlt");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final String bootstrapServers;

	private final Admin admin;

	private final KafkaProducer<byte[], byte[]> producer;

	private final KafkaConsumer<byte[], byte[]> committed;

	private final KafkaConsumer<byte[], byte[]> uncommitted;

	LoginTopics(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrapServers, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20,
						ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
				new ByteArraySerializer(), new ByteArraySerializer());
		await().atMost(PATIENCE).until(() -> this.admin.listTopics().names().get().containsAll(OUTPUTS));
		await().atMost(PATIENCE).until(() -> this.admin.listTopics().names().get().containsAll(INPUTS));
		this.committed = consumer(bootstrapServers, IsolationLevel.READ_COMMITTED);
		this.uncommitted = consumer(bootstrapServers, IsolationLevel.READ_UNCOMMITTED);
	}

	private KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, IsolationLevel isolation) {
		var consumer = new KafkaConsumer<>(
				Map.<String, Object>of("bootstrap.servers", bootstrapServers, ConsumerConfig.ISOLATION_LEVEL_CONFIG,
						isolation.toString(), ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		consumer.assign(partitions(OUTPUTS));
		consumer.seekToEnd(consumer.assignment());
		consumer.assignment().forEach(consumer::position);
		return consumer;
	}

	Admin admin() {
		return this.admin;
	}

	void publish(ProducerRecord<byte[], byte[]> record) {
		publish(List.of(record));
	}

	void publish(List<ProducerRecord<byte[], byte[]>> records) {
		List<Future<RecordMetadata>> sent = records.stream().map(this.producer::send).toList();
		this.producer.flush();
		sent.forEach(LoginTopics::get);
	}

	void publishInVain(ProducerRecord<byte[], byte[]> record) {
		try (var aborted = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.bootstrapServers, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "in-vain"),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			aborted.initTransactions();
			aborted.beginTransaction();
			get(aborted.send(record));
			aborted.abortTransaction();
		}
	}

	/**
	 * Waits until the processor's offsets are at the end of what it reads.
	 */
	void awaitProcessing() {
		Map<TopicPartition, Long> ends = ends(INPUTS);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(processorOffsets()).containsAllEntriesOf(ends.entrySet()
				.stream()
				.filter((end) -> end.getValue() > 0)
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
	}

	Map<TopicPartition, Long> processorOffsets() {
		Map<TopicPartition, OffsetAndMetadata> offsets = get(
				this.admin
					.listConsumerGroupOffsets(
							Map.of("login-processor",
									new ListConsumerGroupOffsetsSpec().topicPartitions(partitions(INPUTS))),
							new ListConsumerGroupOffsetsOptions().requireStable(true))
					.partitionsToOffsetAndMetadata("login-processor"));
		Map<TopicPartition, Long> result = new HashMap<>();
		offsets.forEach((partition, offset) -> result.put(partition, (offset != null) ? offset.offset() : 0));
		return result;
	}

	/**
	 * Waits for the processor and reads all that it has written.
	 * @return committed records of both topics, in order per partition
	 */
	Outcome awaitOutcome() {
		awaitProcessing();
		Map<TopicPartition, Long> ends = ends(OUTPUTS);
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		await().atMost(PATIENCE).until(() -> {
			this.committed.poll(Duration.ofMillis(50)).forEach(records::add);
			return ends.entrySet().stream().allMatch((end) -> this.committed.position(end.getKey()) >= end.getValue());
		});
		return new Outcome(records);
	}

	Outcome visibleNow() {
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		this.committed.poll(Duration.ofMillis(300)).forEach(records::add);
		return new Outcome(records);
	}

	Outcome awaitUncommitted(int count) {
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		await().atMost(PATIENCE).until(() -> {
			this.uncommitted.poll(Duration.ofMillis(50)).forEach(records::add);
			return records.size() >= count;
		});
		return new Outcome(records);
	}

	private List<TopicPartition> partitions(Collection<String> topics) {
		return get(this.admin.describeTopics(topics).allTopicNames()).values()
			.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.toList();
	}

	private Map<TopicPartition, Long> ends(Collection<String> topics) {
		return partitions(topics).stream()
			.collect(Collectors.toMap(Function.identity(),
					(partition) -> get(
							this.admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
						.offset()));
	}

	private static <T> T get(Future<T> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.uncommitted.close();
		this.committed.close();
		this.producer.close();
		this.admin.close();
	}

	/**
	 * Records of the two topics that the processor writes.
	 *
	 * @param records of both
	 */
	record Outcome(List<ConsumerRecord<byte[], byte[]>> records) {

		List<ConsumerRecord<byte[], byte[]>> processed() {
			return this.records.stream().filter((record) -> record.topic().equals("processed-user-login")).toList();
		}

		List<ConsumerRecord<byte[], byte[]>> rejected() {
			return this.records.stream().filter((record) -> record.topic().equals("user-login-dlt")).toList();
		}

		/** The time of the record that one of these was made of, ms since the epoch. */
		static long sourceTimestamp(ConsumerRecord<?, ?> record) {
			String name = record.topic().equals("user-login-dlt") ? "kafka_dlt-original-timestamp" : "source-timestamp";
			return ByteBuffer.wrap(record.headers().lastHeader(name).value()).getLong();
		}

	}

}
