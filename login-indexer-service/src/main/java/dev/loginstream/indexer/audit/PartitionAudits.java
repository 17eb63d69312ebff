package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * One pass of the audit over the partitions of this instance: what was found before is
 * looked at again, and what has settled since the last pass is audited.
 */
@Component
class PartitionAudits {

	private static final Logger logger = LoggerFactory.getLogger(PartitionAudits.class);

	/** In a pass and of one partition; the next pass goes on. */
	private static final int MOST_RECHECKS = 10;

	/** From a finding to one that is near it, in offsets. */
	private static final int LONGEST_RECHECK = 10_000;

	private final RangeAudit audit;

	private final AuditedPartitions partitions;

	private final AuditMeters meters;

	private final Snapshots snapshots;

	private final Duration recheck;

	/** Offset with which the next pass goes on. */
	private final Map<Integer, Long> nextRechecks = new HashMap<>();

	private final Map<Integer, Instant> lastRechecks = new HashMap<>();

	PartitionAudits(RangeAudit audit, AuditedPartitions partitions, AuditMeters meters, AuditProperties properties) {
		this.audit = audit;
		this.partitions = partitions;
		this.meters = meters;
		this.snapshots = new Snapshots((int) properties.settling().dividedBy(properties.interval()) + 2,
				properties.settling());
		this.recheck = properties.recheck();
	}

	/**
	 * Audits.
	 * @param progress how far the pipeline is
	 * @param consumer whose partitions are audited; polled now and then, to keep them
	 * @throws IOException if OpenSearch does not answer
	 * @throws ExecutionException if Kafka refuses
	 * @throws TimeoutException if Kafka does not answer
	 */
	void pass(PipelineProgress progress, Consumer<?, ?> consumer)
			throws IOException, ExecutionException, InterruptedException, TimeoutException {
		Snapshot now = progress.snapshot();
		Map<Integer, Long> retained = consumer.beginningOffsets(consumer.assignment())
			.entrySet()
			.stream()
			.collect(Collectors.toMap((first) -> first.getKey().partition(), Map.Entry::getValue));
		if (now == null || retained.isEmpty()) {
			return;
		}
		this.partitions.take(retained, now.topicId());
		this.meters.updatePartitions();
		this.snapshots.add(now);
		for (int partition : retained.keySet()) {
			recheck(partition, retained.getOrDefault(partition, 0L));
			consumer.poll(Duration.ZERO);
		}
		Snapshot settled = this.snapshots.takeSettled(Instant.now(), progress.indexed());
		if (settled != null && settled.topicId().equals(now.topicId())) {
			advance(settled, retained, consumer);
		}
	}

	private void advance(Snapshot settled, Map<Integer, Long> retained, Consumer<?, ?> consumer)
			throws IOException, ExecutionException, InterruptedException, TimeoutException {
		Set<Integer> behind = new TreeSet<>(retained.keySet());
		while (!behind.isEmpty()) {
			for (int partition : Set.copyOf(behind)) {
				if (!advance(partition, retained.getOrDefault(partition, 0L),
						settled.consumed().getOrDefault(partition, 0L), settled.time())) {
					behind.remove(partition);
				}
			}
			consumer.poll(Duration.ZERO);
		}
	}

	private boolean advance(int partition, long retained, long consumed, Instant time)
			throws IOException, ExecutionException, InterruptedException, TimeoutException {
		PartitionState state = this.partitions.get(partition);
		if (state == null || this.partitions.isFull(state)) {
			return false;
		}
		long from = Math.max(state.verified(), retained);
		if (from >= consumed) {
			this.partitions.confirm(partition, time);
			return false;
		}
		OffsetRange range = new OffsetRange(from, consumed - 1).first(RangeAudit.LONGEST);
		Outcome outcome = this.audit.audit(partition, range, state.lost(retained));
		found(partition, state, state.advanced(range, outcome));
		return true;
	}

	private void recheck(int partition, long retained)
			throws IOException, ExecutionException, InterruptedException, TimeoutException {
		if (!this.nextRechecks.containsKey(partition)) {
			Instant now = Instant.now();
			if (now.isBefore(this.lastRechecks.getOrDefault(partition, Instant.MIN).plus(this.recheck))) {
				return;
			}
			this.lastRechecks.put(partition, now);
		}
		for (int i = 0; i < MOST_RECHECKS; i++) {
			PartitionState state = this.partitions.get(partition);
			OffsetRange range = (state != null)
					? state.findings(this.nextRechecks.getOrDefault(partition, 0L), LONGEST_RECHECK) : null;
			if (state == null || range == null) {
				this.nextRechecks.remove(partition);
				return;
			}
			Outcome outcome = this.audit.compare(partition, range, state.lost(retained));
			found(partition, state, state.rechecked(range, outcome));
			this.nextRechecks.put(partition, range.to() + 1);
		}
	}

	private void found(int partition, PartitionState before, PartitionState state)
			throws ExecutionException, InterruptedException, TimeoutException {
		this.partitions.keep(partition, state);
		if (state.missing().equals(before.missing()) && state.duplicate().equals(before.duplicate())) {
			return;
		}
		if (state.isClean()) {
			logger.info("Partition {} up to offset {}: each record has its document again", partition,
					state.verified());
			return;
		}
		logger.warn("Partition {} up to offset {}: {} records have no document {}, {} have more than one {}", partition,
				state.verified(), state.missing().count(), state.missing().firstFew(), state.duplicate().count(),
				state.duplicate().firstFew());
		if (this.partitions.isFull(state)) {
			logger.error("The audit of partition {} stands still, as no more findings can be kept", partition);
		}
	}

}
