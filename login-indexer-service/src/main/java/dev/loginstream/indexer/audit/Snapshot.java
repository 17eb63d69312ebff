package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the pipeline was at a time. Whatever became of the records that were consumed
 * then lies before the ends: the processor commits both in one transaction, and the ends
 * were read afterwards.
 *
 * @param time when
 * @param topicId of the source topic, another one when the topic is made again
 * @param consumed next offset that the processor reads, by partition of the source topic
 * @param ends end offsets of what the indexer reads
 */
record Snapshot(Instant time, String topicId, Map<Integer, Long> consumed, Map<TopicPartition, Long> ends) {

	/**
	 * Whether all that became of the consumed records has been indexed.
	 * @param indexed next offsets that the indexer reads
	 */
	boolean isPassedBy(Map<TopicPartition, Long> indexed) {
		return this.ends.entrySet()
			.stream()
			.allMatch((end) -> indexed.getOrDefault(end.getKey(), 0L) >= end.getValue());
	}

}
