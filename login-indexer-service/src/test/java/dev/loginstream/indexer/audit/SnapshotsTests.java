package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotsTests {

	private static final TopicPartition PROCESSED = new TopicPartition("processed-user-login", 0);

	private final Snapshots snapshots = new Snapshots(3, Duration.ofSeconds(5));

	@Test
	void newestThatIsIndexedIsTakenOnceItHasSettled() {
		add(1, 10);
		add(2, 20);
		add(3, 30);

		assertThat(take(10, 25)).isNull();
		assertThat(take(14, 25)).isNull();
		assertThat(take(15, 25)).isEqualTo(second(2));
		assertThat(take(16, 25)).isNull();
	}

	@Test
	void settlingBeginsWhenItIsIndexedHoweverOldItIs() {
		add(1, 10);

		assertThat(take(100, 9)).isNull();
		assertThat(take(101, 10)).isNull();
		assertThat(take(106, 10)).isEqualTo(second(1));
	}

	@Test
	void emptyPartitionNeedsNoCommittedOffset() {
		add(1, 0);
		this.snapshots.takeSettled(second(1), Map.of());

		assertThat(this.snapshots.takeSettled(second(6), Map.of())).isNotNull();
	}

	@Test
	void oldestAreKeptWhileThePipelineLags() {
		for (int i = 1; i < 10; i++) {
			add(i, 10 * i);
		}
		take(100, 1000);

		assertThat(take(105, 1000)).isEqualTo(second(3));
	}

	private Instant take(int now, long indexed) {
		Snapshot settled = this.snapshots.takeSettled(second(now), Map.of(PROCESSED, indexed));
		return (settled != null) ? settled.time() : null;
	}

	private void add(int second, long end) {
		this.snapshots.add(new Snapshot(second(second), "id", Map.of(0, 5L), Map.of(PROCESSED, end)));
	}

	private static Instant second(int second) {
		return Instant.ofEpochSecond(second);
	}

}
