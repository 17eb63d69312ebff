package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Times of logins that a query looks at.
 *
 * @param from first instant within
 * @param to first instant after
 */
record TimeRange(Instant from, Instant to) {

	private static final Duration USUAL = Duration.ofMinutes(15);

	/**
	 * Checks what was asked for.
	 * @param from start, 15 minutes before the end if null
	 * @param to end, now if null
	 * @param longest longest range that is answered
	 * @param now the current time
	 * @return the range
	 * @throws IllegalArgumentException if it is empty or too long; the message is for the
	 * user
	 */
	static TimeRange of(@Nullable Instant from, @Nullable Instant to, Duration longest, Instant now) {
		Instant end = (to != null) ? to : now;
		Instant start = (from != null) ? from : end.minus(USUAL);
		if (!start.isBefore(end)) {
			throw new IllegalArgumentException(
					"Expected from to be before to but found from %s, to %s".formatted(start, end));
		}
		if (Duration.between(start, end).compareTo(longest) > 0) {
			throw new IllegalArgumentException(
					"Expected at most %s from %s but found to %s".formatted(longest, start, end));
		}
		return new TimeRange(start, end);
	}

	Duration length() {
		return Duration.between(this.from, this.to);
	}

}
