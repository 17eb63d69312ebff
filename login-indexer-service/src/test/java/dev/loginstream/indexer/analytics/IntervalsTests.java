package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IntervalsTests {

	private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "PT0.001S, PT1S", "PT1M, PT1S", "PT15M, PT10S", "PT1H, PT1M", "P1D, PT30M", "P31D, PT12H",
			"P100D, P1D" })
	void usualOnesAreRoundAndAHundredAtMost(Duration range, Duration usual) {
		assertThat(Intervals.of(null, range(range))).isEqualTo(usual);
	}

	@ParameterizedTest
	@CsvSource({ "PT1M, PT1S", "PT500S, PT1S", "PT500.001S, PT2S", "P1D, PT173S" })
	void shortestIsAFiveHundredthOfTheRange(Duration range, Duration shortest) {
		assertThat(Intervals.of(shortest, range(range))).isEqualTo(shortest);
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Intervals.of(shortest.minusSeconds(1), range(range)))
			.withMessageContaining("at least " + shortest);
	}

	@Test
	void partsOfASecondAreRefused() {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> Intervals.of(Duration.ofMillis(1500), range(Duration.ofSeconds(10))))
			.withMessageContaining("whole seconds");
	}

	private static TimeRange range(Duration length) {
		return new TimeRange(FROM, FROM.plus(length));
	}

}
