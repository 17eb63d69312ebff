package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotsTests {

	private static final TopicPartition PROCESSED = new TopicPartition("processed-user-login", 0);

	private final Snapshots snapshots = new Snapshots(3);

	@Test
	void newestThatIsOldEnoughAndIndexedIsTaken() {
		add(1, 10);
		add(2, 20);
		add(3, 30);

		Snapshot settled = this.snapshots.takeSettled(second(2), Map.of(PROCESSED, 35L));

		assertThat(settled).isNotNull();
		assertThat(settled.time()).isEqualTo(second(2));
	}

	@Test
	void whatIsNotIndexedWaitsHoweverOldItIs() {
		add(1, 10);
		add(2, 20);

		assertThat(this.snapshots.takeSettled(second(100), Map.of(PROCESSED, 9L))).isNull();
		assertThat(this.snapshots.takeSettled(second(100), Map.of())).isNull();
		assertThat(this.snapshots.takeSettled(second(100), Map.of(PROCESSED, 19L)).time()).isEqualTo(second(1));
	}

	@Test
	void emptyPartitionNeedsNoCommittedOffset() {
		add(1, 0);

		assertThat(this.snapshots.takeSettled(second(1), Map.of())).isNotNull();
	}

	@Test
	void oldestAreKeptWhileThePipelineLags() {
		for (int i = 1; i < 10; i++) {
			add(i, 10 * i);
		}

		assertThat(this.snapshots.takeSettled(second(100), Map.of(PROCESSED, 1000L)).time()).isEqualTo(second(3));
	}

	private void add(int second, long end) {
		this.snapshots.add(new Snapshot(second(second), "id", Map.of(0, 5L), Map.of(PROCESSED, end)));
	}

	private static Instant second(int second) {
		return Instant.ofEpochSecond(second);
	}

}
