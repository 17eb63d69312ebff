package dev.loginstream.indexer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Verdicts on records whose transaction was rolled back, so that only those without one
 * are sent again. Forgotten once committed, or when the partition goes to another
 * consumer: the document's id then makes the same verdict, as a duplicate.
 */
@Component
class KnownVerdicts implements ConsumerAwareRebalanceListener {

	private final Map<Coordinates, Verdict> verdicts = new ConcurrentHashMap<>();

	@Nullable Verdict on(ConsumerRecord<?, ?> record) {
		return this.verdicts.isEmpty() ? null : this.verdicts.get(Coordinates.of(record));
	}

	void keep(ConsumerRecord<?, ?> record, Verdict verdict) {
		this.verdicts.put(Coordinates.of(record), verdict);
	}

	void forget(ConsumerRecord<?, ?> record) {
		if (!this.verdicts.isEmpty()) {
			this.verdicts.remove(Coordinates.of(record));
		}
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		forget(partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		forget(partitions);
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.verdicts.keySet().removeIf((record) -> partitions.contains(record.partition()));
	}

	private record Coordinates(TopicPartition partition, long offset) {

		static Coordinates of(ConsumerRecord<?, ?> record) {
			return new Coordinates(new TopicPartition(record.topic(), record.partition()), record.offset());
		}

	}

}
