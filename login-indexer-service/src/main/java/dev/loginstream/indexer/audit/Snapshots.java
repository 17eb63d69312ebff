package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that wait until what was consumed by then is indexed and, after the settling
 * time, can be searched. While the pipeline lags the oldest are kept and no new ones, so
 * they are few.
 */
final class Snapshots {

	private final int most;

	private final Duration settling;

	private final Deque<Snapshot> waiting = new ArrayDeque<>();

	private final Deque<Passed> passed = new ArrayDeque<>();

	Snapshots(int most, Duration settling) {
		this.most = most;
		this.settling = settling;
	}

	void add(Snapshot snapshot) {
		if (this.waiting.size() < this.most) {
			this.waiting.addLast(snapshot);
		}
	}

	/**
	 * Takes the newest that has settled, and those before it.
	 * @param now when the offsets were read
	 * @param indexed next offsets that the indexer reads
	 * @return null if there is none
	 */
	@Nullable Snapshot takeSettled(Instant now, Map<TopicPartition, Long> indexed) {
		while (!this.waiting.isEmpty() && this.waiting.getFirst().isPassedBy(indexed)) {
			this.passed.addLast(new Passed(this.waiting.removeFirst(), now));
		}
		Snapshot settled = null;
		while (!this.passed.isEmpty() && !this.passed.getFirst().time().plus(this.settling).isAfter(now)) {
			settled = this.passed.removeFirst().snapshot();
		}
		return settled;
	}

	/**
	 * A snapshot by which all is indexed.
	 *
	 * @param snapshot which
	 * @param time when that was first seen
	 */
	private record Passed(Snapshot snapshot, Instant time) {
	}

}
