package dev.loginstream.indexer.audit;

import java.util.Collection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets a consumer have partitions without reading them.
 *
 * @param consumer which is paused
 * @param audited told of what it loses
 */
record PausedAssignment(Consumer<?, ?> consumer, AuditedPartitions audited) implements ConsumerRebalanceListener {

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		this.consumer.pause(partitions);
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		this.audited.release(partitions);
	}

}
