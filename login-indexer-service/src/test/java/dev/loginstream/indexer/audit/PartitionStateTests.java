package dev.loginstream.indexer.audit;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionStateTests {

	@Test
	void everyOffsetIsCountedOnce() {
		PartitionState state = PartitionState.startingAt("id", 100)
			.advanced(new OffsetRange(100, 199),
					new Outcome(7, 3, OffsetRangesTests.ranges(150, 151), OffsetRangesTests.ranges(160)))
			// Kafka has deleted 200 to 249 meanwhile.
			.advanced(new OffsetRange(250, 299), new Outcome(1, 0, OffsetRanges.NONE, OffsetRanges.NONE));

		assertThat(state.verified()).isEqualTo(300);
		assertThat(state.rejected()).isEqualTo(8);
		assertThat(state.absent()).isEqualTo(53);
		assertThat(state.logins()).isEqualTo(200 - 8 - 53 - 2);
	}

	@Test
	void findingsAreLookedAtAgainInParts() {
		PartitionState state = PartitionState.startingAt("id", 0)
			.advanced(new OffsetRange(0, 999),
					new Outcome(0, 0, OffsetRangesTests.ranges(5, 6, 700), OffsetRangesTests.ranges(9, 800)));

		assertThat(state.findings(0, 100)).isEqualTo(new OffsetRange(5, 9));
		assertThat(state.findings(10, 100)).isEqualTo(new OffsetRange(700, 700));
		assertThat(state.findings(701, 100)).isEqualTo(new OffsetRange(800, 800));
		assertThat(state.findings(801, 100)).isNull();
	}

	@Test
	void foundAgainIsNoLongerMissing() {
		PartitionState state = PartitionState.startingAt("id", 0)
			.advanced(new OffsetRange(0, 999), new Outcome(0, 0, OffsetRangesTests.ranges(5, 6), OffsetRanges.NONE))
			.rechecked(new OffsetRange(5, 6), new Outcome(0, 0, OffsetRangesTests.ranges(6), OffsetRanges.NONE));

		assertThat(state.missing()).isEqualTo(OffsetRangesTests.ranges(6));
		assertThat(state.logins()).isEqualTo(999);
	}

	@Test
	void beginningAnewKeepsWhatCanStillBeRepaired() {
		PartitionState state = PartitionState.startingAt("id", 0)
			.advanced(new OffsetRange(0, 999), new Outcome(4, 0, OffsetRangesTests.ranges(5, 600), OffsetRanges.NONE))
			.again(500);

		assertThat(state.first()).isEqualTo(500);
		assertThat(state.verified()).isEqualTo(500);
		assertThat(state.missing()).isEqualTo(OffsetRangesTests.ranges(600));
		assertThat(state.logins()).isZero();
		assertThat(state.findings(0, 100)).isNull();
		// Else an audit that had found as much as it can keep would never begin.
		assertThat(state.findings()).isZero();
		assertThat(state.isClean()).isFalse();
	}

	@Test
	void jsonIsReadAsItWasWritten() {
		PartitionState state = PartitionState.startingAt("id", 0)
			.advanced(new OffsetRange(0, 999),
					new Outcome(4, 1, OffsetRangesTests.ranges(5, 600), OffsetRangesTests.ranges(7)));

		byte[] json = JsonMapper.shared().writeValueAsBytes(state);

		assertThat(JsonMapper.shared().readValue(json, PartitionState.class)).isEqualTo(state);
	}

}
