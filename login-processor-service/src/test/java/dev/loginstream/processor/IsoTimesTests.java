package dev.loginstream.processor;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IsoTimesTests {

	private final IsoTimes times = new IsoTimes();

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "2024-07-10T02:00:25Z", "2024-07-10T02:00:00Z",
			"2024-07-10T02:00:25.250Z", "2024-07-10T02:00:25.000000001Z" })
	void textIsTheInstantsOwnAfterAnyOther(String text) {
		Instant instant = Instant.parse(text);
		for (long nanos : new long[] { 0, 1, 0, 0, 1_000_000_000 }) {
			assertThat(this.times.format(instant.plusNanos(nanos))).isEqualTo(instant.plusNanos(nanos).toString());
		}
	}

}
