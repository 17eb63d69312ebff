package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that says which time it asks about.
 */
record TimeParameters(
		@Parameter(description = "First time within the range, ISO-8601 with offset. Default: 15 minutes before `to`.",
				example = "2026-01-01T00:00:00Z") @Nullable Instant from,
		@Parameter(description = "First time after the range, ISO-8601 with offset. Default: now.",
				example = "2026-01-01T00:15:00Z") @Nullable Instant to) {

	/**
	 * The range that is meant.
	 * @param longest that is answered
	 * @throws InvalidParameterException if it cannot be answered
	 */
	TimeRange range(Duration longest) {
		return TimeRange.of(this.from, this.to, longest, Instant.now());
	}

	/**
	 * Completes what is absent.
	 * @param usual what it then is
	 */
	TimeParameters orElse(TimeParameters usual) {
		return new TimeParameters((this.from != null) ? this.from : usual.from, (this.to != null) ? this.to : usual.to);
	}

}
