package dev.loginstream.processor;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EpochSecondsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			0,                                1970-01-01T00:00:00Z
			-0,                               1970-01-01T00:00:00Z
			1720576825,                       2024-07-10T02:00:25Z
			+1720576825,                      2024-07-10T02:00:25Z
			0000000000001720576825,           2024-07-10T02:00:25Z
			1720576825.5,                     2024-07-10T02:00:25.500Z
			1720576825.9999999999,            2024-07-10T02:00:25.999999999Z
			0.00000000000000001720576825e26,  2024-07-10T02:00:25Z
			17205768250000000000000000e-16,   2024-07-10T02:00:25Z
			1720576825E00000000000000000000,  2024-07-10T02:00:25Z
			1E+9,                             2001-09-09T01:46:40Z
			0.000000001,                      1970-01-01T00:00:00.000000001Z
			0.0000000009,                     1970-01-01T00:00:00Z
			-0.5,                             1969-12-31T23:59:59.500Z
			-1.25,                            1969-12-31T23:59:58.750Z
			999999999999,                     +33658-09-27T01:46:39Z
			1e-99999999999999999999,          1970-01-01T00:00:00Z
			0e99999999999999999999,           1970-01-01T00:00:00Z
			""")
	void numberIsReadToTheNanosecond(String text, String instant) {
		assertThat(EpochSeconds.parse(text)).hasToString(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1000000000000", "1e12", "1e2147483648", "1e99999999999999999999" })
	void numberOfTooManyDigitsIsTheFarthestInstant(String text) {
		assertThat(EpochSeconds.parse(text)).isEqualTo(Instant.MAX);
		assertThat(EpochSeconds.parse('-' + text)).isEqualTo(Instant.MIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "+", "-", ".", "e", "1.", ".1", "1e", "1e+", "e1", "1.e1", "1 ", " 1", "1,5",
			"1_0", "0x1", "1f", "1d", "1L", "--1", "1e1.5", "NaN", "Infinity", "\u0661", "\uff11" })
	void whatIsNoNumberIsNull(String text) {
		assertThat(EpochSeconds.parse(text)).isNull();
	}

	@Test
	@Timeout(2)
	void numberOfMillionDigitsIsReadAtOnce() {
		String zeros = "0".repeat(1_000_000);

		assertThat(EpochSeconds.parse("9" + zeros)).isEqualTo(Instant.MAX);
		assertThat(EpochSeconds.parse("1." + zeros)).isEqualTo(Instant.ofEpochSecond(1));
		assertThat(EpochSeconds.parse("1" + zeros + "e-1000000")).isEqualTo(Instant.ofEpochSecond(1));
		assertThat(EpochSeconds.parse("1e" + zeros)).isEqualTo(Instant.ofEpochSecond(1));
		assertThat(EpochSeconds.parse("1e1" + zeros)).isEqualTo(Instant.MAX);
		assertThat(EpochSeconds.parse("1" + zeros + "x")).isNull();
	}

}
