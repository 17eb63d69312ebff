package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that wait until all before them is settled. While the pipeline lags, the
 * oldest are kept and no new ones, so they are few.
 */
final class Snapshots {

	private final Deque<Snapshot> waiting = new ArrayDeque<>();

	private final int most;

	Snapshots(int most) {
		this.most = most;
	}

	void add(Snapshot snapshot) {
		if (this.waiting.size() < this.most) {
			this.waiting.addLast(snapshot);
		}
	}

	/**
	 * Takes the newest that is settled, and those before it.
	 * @param until newest time that has settled
	 * @param indexed next offsets that the indexer reads
	 * @return null if there is none
	 */
	@Nullable Snapshot takeSettled(Instant until, Map<TopicPartition, Long> indexed) {
		Snapshot settled = null;
		while (!this.waiting.isEmpty() && !this.waiting.getFirst().time().isAfter(until)
				&& this.waiting.getFirst().isPassedBy(indexed)) {
			settled = this.waiting.removeFirst();
		}
		return settled;
	}

}
