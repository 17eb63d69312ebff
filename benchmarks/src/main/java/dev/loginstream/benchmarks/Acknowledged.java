package dev.loginstream.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * An event that the broker has taken.
 *
 * @param partition from 0
 * @param offset from 0
 * @param millis when the broker appended it, since the epoch; it acknowledged it a little
 * later
 */
record Acknowledged(int partition, long offset, long millis) {

	/**
	 * Reads a topic whose records have the broker's time.
	 * @param kafka that has it
	 * @param topic its name
	 * @param from time of the first event
	 * @param to time of the last event
	 * @return all events of that time
	 */
	static List<Acknowledged> between(Kafka kafka, String topic, Instant from, Instant to) {
		List<Acknowledged> events = new ArrayList<>();
		Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address());
		try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = PlainIndexer.partitions(topic);
			consumer.assign(partitions);
			Map<TopicPartition, Long> starts = partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (partition) -> from.toEpochMilli()));
			Map<TopicPartition, OffsetAndTimestamp> begin = consumer.offsetsForTimes(starts);
			begin.forEach((partition, first) -> consumer.seek(partition, first.offset()));
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100))
					.forEach((record) -> events
						.add(new Acknowledged(record.partition(), record.offset(), record.timestamp())));
			}
		}
		events.removeIf((event) -> event.millis() > to.toEpochMilli());
		return events;
	}

}
