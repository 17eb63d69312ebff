package dev.loginstream.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What was written to the three topics since this was made, as a reader of committed
 * records sees it.
 */
final class Topics implements AutoCloseable {

	private static final List<String> NAMES = List.of(Load.TOPIC, "processed-user-login", "user-login-dlt");

	private final KafkaConsumer<byte[], byte[]> consumer;

	private final Map<TopicPartition, Long> start;

	Topics(String bootstrapServers) {
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.consumer.assign(NAMES.stream()
			.flatMap((topic) -> this.consumer.partitionsFor(topic).stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.collect(Collectors.toSet()));
		this.start = this.consumer.endOffsets(this.consumer.assignment());
	}

	/** Reads from the start to what is committed now, one topic after the other. */
	void forEach(Consumer<ConsumerRecord<byte[], byte[]>> action) {
		NAMES.forEach((topic) -> forEach(topic, action));
	}

	private void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
		Map<TopicPartition, Long> partitions = new HashMap<>(this.start);
		partitions.keySet().removeIf((partition) -> !partition.topic().equals(topic));
		this.consumer.assign(partitions.keySet());
		partitions.forEach(this.consumer::seek);
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(partitions.keySet());
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			this.consumer.poll(Duration.ofMillis(200)).forEach(action);
		}
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
