package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads from where a consumer is up to given offsets. Their records may be gone: what
 * counts is the consumer's position, which passes the offsets of transactions and of
 * deleted records too.
 *
 * @param consumer assigned and positioned
 * @param patience how long the position may stand still
 */
record BoundedRead(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Duration patience) {

	private static final Duration POLL = Duration.ofMillis(200);

	/**
	 * Reads.
	 * @param ends where to end, by partition
	 * @param action gets the records before the ends
	 * @throws StandstillException if the position stands still too long
	 */
	void to(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> action) {
		long before = -1;
		long progress = System.nanoTime();
		for (long left = left(ends); left > 0; left = left(ends)) {
			if (left != before) {
				progress = System.nanoTime();
			}
			else if (System.nanoTime() - progress > this.patience.toNanos()) {
				throw new StandstillException(ends.keySet(), this.patience);
			}
			before = left;
			this.consumer.poll(POLL).forEach((record) -> {
				if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
					action.accept(record);
				}
			});
		}
	}

	private long left(Map<TopicPartition, Long> ends) {
		return ends.entrySet()
			.stream()
			.mapToLong((end) -> Math.max(0, end.getValue() - this.consumer.position(end.getKey(), this.patience)))
			.sum();
	}

	/** Kafka gives nothing more, though there must be more. */
	static final class StandstillException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		StandstillException(Object partitions, Duration patience) {
			super("Reading %s got no further for %d s".formatted(partitions, patience.toSeconds()));
		}

	}

}
