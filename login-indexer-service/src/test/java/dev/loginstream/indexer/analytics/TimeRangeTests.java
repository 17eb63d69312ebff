package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimeRangeTests {

	private static final Duration LONGEST = Duration.ofDays(31);

	private static final Instant NOW = Instant.parse("2026-01-15T12:00:00.123456789Z");

	@Test
	void usualIsTheLastQuarterOfAnHour() {
		assertThat(TimeRange.of(null, null, LONGEST, NOW)).isEqualTo(
				new TimeRange(Instant.parse("2026-01-15T11:45:00.123Z"), Instant.parse("2026-01-15T12:00:00.123Z")));
	}

	@Test
	void longestIsAnswered() {
		assertThat(TimeRange.of(NOW.minus(LONGEST), NOW, LONGEST, NOW).length()).isEqualTo(LONGEST);
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> TimeRange.of(NOW.minus(LONGEST).minusMillis(1), NOW, LONGEST, NOW));
	}

	@Test
	void emptyIsRefused() {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> TimeRange.of(NOW, NOW, LONGEST, NOW));
	}

	@Test
	void beforeEndsWhereItBegins() {
		TimeRange range = new TimeRange(NOW, NOW.plusSeconds(5));

		assertThat(range.before()).isEqualTo(new TimeRange(NOW.minusSeconds(5), NOW));
	}

}
