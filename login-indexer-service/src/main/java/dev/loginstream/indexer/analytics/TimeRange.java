package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * Times of logins that a query looks at.
 *
 * @param from first instant within, whole milliseconds as OpenSearch has them
 * @param to first instant after, likewise
 */
record TimeRange(Instant from, Instant to) {

	private static final Duration USUAL = Duration.ofMinutes(15);

	/** Later ones are no date to OpenSearch. */
	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

	/**
	 * Checks what was asked for.
	 * @param from start, 15 minutes before the end if null
	 * @param to end, now if null
	 * @param longest longest range that is answered
	 * @param now the current time
	 * @return the range
	 * @throws InvalidParameterException if it is empty, too long, or not in the years
	 * 1970 to 9999
	 */
	static TimeRange of(@Nullable Instant from, @Nullable Instant to, Duration longest, Instant now) {
		Instant end = whole("to", (to != null) ? to : now);
		Instant start = whole("from", (from != null) ? from : end.minus(USUAL));
		if (!start.isBefore(end)) {
			throw new InvalidParameterException("from", "Expected a time before to, which is now where it is absent");
		}
		if (Duration.between(start, end).compareTo(longest) > 0) {
			throw new InvalidParameterException("from",
					"Expected at most %s before to, which is now where it is absent".formatted(longest));
		}
		return new TimeRange(start, end);
	}

	private static Instant whole(String parameter, Instant time) {
		if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
			throw new InvalidParameterException(parameter, "Expected a time in the years 1970 to 9999");
		}
		return time.truncatedTo(ChronoUnit.MILLIS);
	}

	Duration length() {
		return Duration.between(this.from, this.to);
	}

	/**
	 * The range of the same length that ends where this one begins, but not before 1970.
	 */
	TimeRange before() {
		Instant start = this.from.minus(length());
		return new TimeRange(start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start, this.from);
	}

	/** Finds the documents with a {@code timestamp} within. */
	Query query() {
		return Query.of((query) -> query.range((range) -> range.field("timestamp")
			.gte(JsonData.of(this.from.toEpochMilli()))
			.lt(JsonData.of(this.to.toEpochMilli()))
			.format("epoch_millis")));
	}

}
