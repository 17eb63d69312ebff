package dev.loginstream.processor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads epoch seconds written as an integer or a decimal.
 */
final class EpochSeconds {

	private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

	private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

	private static final BigDecimal LONGEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

	private EpochSeconds() {
	}

	/**
	 * Reads a number.
	 * @param text {@code 1720576825}, {@code 1720576825.25} or {@code 1.720576825e9};
	 * digits past the nanosecond are cut off
	 * @return null if it is none; the farthest instant if it is beyond what an instant
	 * can hold
	 */
	static @Nullable Instant parse(String text) {
		if (!DECIMAL.matcher(text).matches()) {
			return null;
		}
		if (text.length() <= 12 && text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return Instant.ofEpochSecond(Long.parseLong(text));
		}
		BigDecimal seconds = new BigDecimal(text);
		if (seconds.abs().compareTo(LONGEST) >= 0) {
			return (seconds.signum() < 0) ? Instant.MIN : Instant.MAX;
		}
		BigInteger[] parts = seconds.movePointRight(9)
			.setScale(0, RoundingMode.DOWN)
			.toBigInteger()
			.divideAndRemainder(BILLION);
		return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
	}

}
