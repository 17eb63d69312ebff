package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The partitions that this instance audits, and what it knows of them. Only the audit's
 * thread changes it.
 */
@Component
class AuditedPartitions {

	private static final Logger logger = LoggerFactory.getLogger(AuditedPartitions.class);

	private final PartitionStates store;

	private final AuditProperties properties;

	private final Map<Integer, PartitionState> states = new ConcurrentHashMap<>();

	private volatile Map<Integer, Long> retained = Map.of();

	private volatile boolean again;

	AuditedPartitions(PartitionStates store, AuditProperties properties) {
		this.store = store;
		this.properties = properties;
	}

	/** What is known, by partition. */
	Map<Integer, PartitionState> states() {
		return Map.copyOf(this.states);
	}

	@Nullable PartitionState get(int partition) {
		return this.states.get(partition);
	}

	/** First offset that Kafka still has of a partition. */
	long retained(int partition) {
		return this.retained.getOrDefault(partition, 0L);
	}

	/** Whether so much was found that no more can be kept. */
	boolean isFull(PartitionState state) {
		return state.findings() >= this.properties.maxFindings();
	}

	/** Has all that is retained audited again. */
	void again() {
		this.again = true;
	}

	/**
	 * Takes partitions over, and begins anew where that was asked for or the topic is
	 * another.
	 * @param retained first retained offset of each partition of this instance
	 * @param topicId of the source topic
	 */
	void take(Map<Integer, Long> retained, String topicId)
			throws ExecutionException, InterruptedException, TimeoutException {
		this.retained = Map.copyOf(retained);
		if (!this.states.keySet().containsAll(retained.keySet())) {
			Map<Integer, PartitionState> stored = this.store.load();
			retained.forEach((partition, first) -> this.states.computeIfAbsent(partition,
					(key) -> stored.getOrDefault(key, PartitionState.startingAt(topicId, first))));
		}
		boolean anew = this.again;
		for (Map.Entry<Integer, PartitionState> each : Set.copyOf(this.states.entrySet())) {
			int partition = each.getKey();
			long first = retained.getOrDefault(partition, 0L);
			if (!each.getValue().topicId().equals(topicId)) {
				logger.warn("The audit of partition {} begins anew: its topic was deleted and made again", partition);
				keep(partition, PartitionState.startingAt(topicId, first));
			}
			else if (anew) {
				keep(partition, each.getValue().again(first));
			}
		}
		if (anew) {
			this.again = false;
		}
	}

	void keep(int partition, PartitionState state) throws ExecutionException, InterruptedException, TimeoutException {
		if (!state.equals(this.states.put(partition, state))) {
			this.store.save(partition, state);
		}
	}

	/**
	 * Says that a state is that of a time. Not kept, as most often nothing else has
	 * changed.
	 */
	void confirm(int partition, Instant time) {
		this.states.computeIfPresent(partition, (key, state) -> state.at(time));
	}

	void release(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> this.states.remove(partition.partition()));
	}

	void releaseAll() {
		this.states.clear();
	}

}
