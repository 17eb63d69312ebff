package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.loginstream.indexer.LoginIndexerProperties;
import dev.loginstream.indexer.RejectedLogins;
import dev.loginstream.indexer.SkippingDeserializer;
import dev.loginstream.indexer.SourceRecord;
import org.apache.kafka.clients.consumer.Consumer;
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

	private final AuditProperties properties;

	DeadLetterReader(AuditConsumers consumers, RejectedLogins documents, LoginIndexerProperties indexer,
			AuditProperties properties) {
		this.consumers = consumers;
		this.documents = documents;
		this.topic = indexer.deadLetterTopic();
		this.properties = properties;
	}

	/**
	 * Finds dead letters.
	 * @param partition of the source topic
	 * @param offsets that are looked for
	 * @param since before which none of them was written
	 * @return those offsets of which there is one
	 */
	Set<Long> find(int partition, Set<Long> offsets, Instant since) {
		Set<Long> found = new TreeSet<>();
		try (var consumer = this.consumers.create("-dead-letters", SkippingDeserializer.class, MOST_RECORDS)) {
			List<TopicPartition> partitions = consumer.partitionsFor(this.topic)
				.stream()
				.map((each) -> new TopicPartition(this.topic, each.partition()))
				.toList();
			consumer.assign(partitions);
			seek(consumer, partitions, since);
			new BoundedRead(consumer, this.properties.timeout()).to(consumer.endOffsets(partitions), (letter) -> {
				SourceRecord rejected = this.documents.rejected(letter.headers());
				if (rejected != null && rejected.topic() == null && rejected.partition() == partition
						&& offsets.contains(rejected.offset())) {
					found.add(rejected.offset());
				}
			});
		}
		return found;
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
