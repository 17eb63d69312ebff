package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.loginstream.indexer.LoginIndexerProperties;
import dev.loginstream.indexer.RedrivenLetter;
import dev.loginstream.indexer.RejectedLogins;
import dev.loginstream.indexer.SkippingDeserializer;
import dev.loginstream.indexer.SourceRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import org.springframework.stereotype.Component;

/**
 * Looks into the topic of dead letters itself, for those that have no document.
 */
@Component
class DeadLetterReader {

	/** Headers can be large. */
	private static final int MOST_RECORDS = 100;

	private final AuditConsumers consumers;

	private final RejectedLogins documents;

	private final String topic;

	private final String redriveTopic;

	private final AuditProperties properties;

	DeadLetterReader(AuditConsumers consumers, RejectedLogins documents, LoginIndexerProperties indexer,
			AuditProperties properties) {
		this.consumers = consumers;
		this.documents = documents;
		this.topic = indexer.deadLetterTopic();
		this.redriveTopic = indexer.redriveTopic();
		this.properties = properties;
	}

	/**
	 * Finds dead letters that were not redriven.
	 * @param partition of the source topic
	 * @param offsets that are looked for
	 * @param since before which none of them was written
	 * @return those offsets of which there is one
	 */
	Set<Long> find(int partition, Set<Long> offsets, Instant since) {
		Map<RedrivenLetter, Long> found = new HashMap<>();
		try (var consumer = this.consumers.create("-dead-letters", SkippingDeserializer.class, MOST_RECORDS)) {
			read(consumer, this.topic, since, (letter) -> {
				SourceRecord rejected = this.documents.rejected(letter.headers());
				if (rejected != null && rejected.topic() == null && rejected.partition() == partition
						&& offsets.contains(rejected.offset())) {
					found.put(new RedrivenLetter(letter.partition(), letter.offset(), letter.timestamp()),
							rejected.offset());
				}
			});
			if (!found.isEmpty()) {
				read(consumer, this.redriveTopic, since, (copy) -> found.remove(RedrivenLetter.last(copy.headers())));
			}
		}
		return Set.copyOf(found.values());
	}

	private void read(Consumer<byte[], byte[]> consumer, String topic, Instant since,
			java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
		List<TopicPartition> partitions = consumer.partitionsFor(topic)
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.toList();
		consumer.assign(partitions);
		seek(consumer, partitions, since);
		new BoundedRead(consumer, this.properties.timeout()).to(consumer.endOffsets(partitions), action);
	}

	private static void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant since) {
		Map<TopicPartition, Long> times = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> Math.max(0, since.toEpochMilli())));
		Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
		consumer.offsetsForTimes(times)
			.forEach((partition, first) -> consumer.seek(partition,
					(first != null) ? first.offset() : ends.getOrDefault(partition, 0L)));
	}

}
