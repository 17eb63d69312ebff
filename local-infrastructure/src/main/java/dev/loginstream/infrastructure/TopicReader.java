package dev.loginstream.infrastructure;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads parts of topics, committed records only and without a group.
 */
final class TopicReader implements AutoCloseable {

	private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

	private final Admin admin;

	private final KafkaConsumer<byte[], byte[]> consumer;

	TopicReader(Map<String, Object> connection) {
		Map<String, Object> settings = new HashMap<>(connection);
		settings.putIfAbsent("default.api.timeout.ms", "15000");
		settings.putIfAbsent("request.timeout.ms", "10000");
		this.admin = Admin.create(settings);
		// What a poll holds is bounded: a letter may have 3 MiB.
		settings.putAll(Map.of("isolation.level", "read_committed", "allow.auto.create.topics", "false",
				"auto.offset.reset", "earliest", "enable.auto.commit", "false", "fetch.max.bytes", "8388608",
				"max.partition.fetch.bytes", "524288", "max.poll.records", "500"));
		this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/**
	 * Finds the partitions of a topic.
	 * @param topic its name
	 * @return one at least
	 * @throws IllegalStateException if there is no such topic, or no right; the message
	 * is for the user
	 */
	Set<TopicPartition> partitions(String topic) {
		try {
			return answer(this.admin.describeTopics(Set.of(topic)).allTopicNames()).values()
				.stream()
				.flatMap((found) -> found.partitions().stream())
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.collect(Collectors.toSet());
		}
		catch (TopicAuthorizationException ex) {
			throw new IllegalStateException("There is no right to see topic " + topic);
		}
		catch (UnknownTopicOrPartitionException ex) {
			throw new IllegalStateException(
					"There is no topic %s; the processor makes it when it starts".formatted(topic));
		}
	}

	/**
	 * Finds offsets.
	 * @param partitions in which
	 * @param spec what is looked for
	 * @param isolation of committed records, up to the first open transaction, or of all
	 * @return by partition; -1 where there is none
	 */
	Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec,
			IsolationLevel isolation) {
		Map<TopicPartition, OffsetSpec> asked = partitions.stream()
			.collect(Collectors.toMap((partition) -> partition, (partition) -> spec));
		return answer(this.admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all()).entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (found) -> found.getValue().offset()));
	}

	/**
	 * Reads committed records.
	 * @param starts first offset by partition
	 * @param ends offset after the last, likewise
	 * @param batches gets them, some at a time
	 * @throws IllegalStateException if nothing more comes for two minutes
	 */
	void read(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
			Consumer<List<ConsumerRecord<byte[], byte[]>>> batches) {
		this.consumer.assign(starts.keySet());
		starts.forEach(this.consumer::seek);
		long lastProgress = System.nanoTime();
		while (!open(ends).isEmpty()) {
			ConsumerRecords<byte[], byte[]> records = this.consumer.poll(Duration.ofMillis(200));
			if (!records.isEmpty()) {
				lastProgress = System.nanoTime();
				batches.accept(StreamSupport.stream(records.spliterator(), false)
					.filter((record) -> record.offset() < ends
						.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L))
					.toList());
			}
			if (System.nanoTime() - lastProgress > LONGEST_STANDSTILL.toNanos()) {
				throw new IllegalStateException("Nothing could be read from %s for %d s: a transaction is open, or a "
					.formatted(open(ends), LONGEST_STANDSTILL.toSeconds()) + "broker is missing");
			}
		}
	}

	private Set<TopicPartition> open(Map<TopicPartition, Long> ends) {
		return ends.entrySet()
			.stream()
			.filter((end) -> this.consumer.position(end.getKey()) < end.getValue())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private static <T> T answer(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException cause) ? cause : new KafkaException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted");
		}
	}

	@Override
	public void close() {
		this.consumer.close();
		this.admin.close();
	}

}
