package dev.loginstream.processor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads epoch seconds written as an integer or a decimal.
 */
final class EpochSeconds {

	private static final Pattern NUMBER = Pattern
		.compile("(?<sign>[+-]?)(?<whole>\\d++)(\\.(?<fraction>\\d++))?([eE](?<exponent>[+-]?\\d++))?");

	/** Beyond the year 33658 all times are alike. */
	static final int DIGITS_OF_SECONDS = 12;

	private static final int DIGITS_OF_NANOS = 9;

	/** Moves the point past any digits that a value can hold. */
	private static final long FARTHEST_EXPONENT = 1L << 32;

	private EpochSeconds() {
	}

	/**
	 * Reads a number, in time proportional to its length whatever its exponent.
	 * @param text {@code 1720576825}, {@code 1720576825.25} or {@code 1.720576825e9};
	 * digits past the nanosecond are cut off
	 * @return null if it is none; the farthest instant if it has more than 12 digits
	 * before the point
	 */
	static @Nullable Instant parse(String text) {
		if (text.length() <= DIGITS_OF_SECONDS && isDigits(text)) {
			return Instant.ofEpochSecond(Long.parseLong(text));
		}
		Matcher number = NUMBER.matcher(text);
		if (!number.matches()) {
			return null;
		}
		String whole = number.group("whole");
		String digits = whole + Objects.requireNonNullElse(number.group("fraction"), "");
		int zeros = leadingZeros(digits);
		long magnitude = whole.length() - zeros + exponent(number.group("exponent"));
		boolean negative = number.group("sign").equals("-");
		if (zeros == digits.length() || magnitude < -DIGITS_OF_NANOS) {
			return Instant.EPOCH;
		}
		if (magnitude > DIGITS_OF_SECONDS) {
			return negative ? Instant.MIN : Instant.MAX;
		}
		String counted = digits.substring(zeros, (int) Math.min(digits.length(), zeros + magnitude + DIGITS_OF_NANOS));
		BigDecimal seconds = new BigDecimal("0." + counted).scaleByPowerOfTen((int) magnitude);
		BigDecimal signed = negative ? seconds.negate() : seconds;
		return Instant.ofEpochSecond(signed.longValue(),
				signed.remainder(BigDecimal.ONE).movePointRight(DIGITS_OF_NANOS).longValue());
	}

	private static boolean isDigits(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return !text.isEmpty();
	}

	private static int leadingZeros(String digits) {
		int zeros = 0;
		while (zeros < digits.length() && digits.charAt(zeros) == '0') {
			zeros++;
		}
		return zeros;
	}

	private static long exponent(@Nullable String digits) {
		if (digits == null) {
			return 0;
		}
		try {
			return Math.clamp(Long.parseLong(digits), -FARTHEST_EXPONENT, FARTHEST_EXPONENT);
		}
		catch (NumberFormatException ex) {
			return digits.startsWith("-") ? -FARTHEST_EXPONENT : FARTHEST_EXPONENT;
		}
	}

}
