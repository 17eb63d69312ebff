package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTimesTests {

	private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

	private static final TimeRange RANGE = new TimeRange(START, START.plusSeconds(60));

	/** Ten seconds each, the last one at 46 s. */
	private final LoginTimes times = new LoginTimes(RANGE, new TreeMap<>(
			Map.of(START, 10L, START.plusSeconds(10), 20L, START.plusSeconds(30), 30L, START.plusSeconds(40), 40L)),
			START.plusSeconds(46));

	@Test
	void fewAreInTheWholeRange() {
		assertThat(this.times.newest(100, 1)).isEqualTo(RANGE);
	}

	@Test
	void manyAreCutToWholeIntervals() {
		assertThat(this.times.newest(99, 1)).isEqualTo(from(10_000));
		assertThat(this.times.newest(89, 1)).isEqualTo(from(30_000));
		assertThat(this.times.newest(1, 1)).isEqualTo(from(40_000));
	}

	@Test
	void shareEndsWhereTheLoginsEnd() {
		assertThat(this.times.newest(100, 0.5)).isEqualTo(from(23_000));
		assertThat(this.times.newest(89, 0.25)).isEqualTo(from(42_000));
		assertThat(this.times.newest(1, 0.01)).isEqualTo(from(45_940));
	}

	@Test
	void withoutLoginsThereIsNothingToCut() {
		assertThat(new LoginTimes(RANGE, new TreeMap<>(), null).newest(1, 0.5)).isEqualTo(RANGE);
	}

	private static TimeRange from(long millis) {
		return new TimeRange(START.plusMillis(millis), RANGE.to());
	}

}
