package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * How far back a page looks. Few to choose from, so that all pages share few
 * computations.
 */
enum LiveRange {

	/** Buckets of five seconds. */
	FIVE_MINUTES("5m", Duration.ofMinutes(5)),
	/** The one a page begins with. */
	FIFTEEN_MINUTES("15m", Duration.ofMinutes(15)),
	/** Buckets of a minute. */
	HOUR("1h", Duration.ofHours(1)),
	/** Buckets of 24 minutes. */
	DAY("24h", Duration.ofDays(1));

	static final String USUAL = "15m";

	private static final int BUCKETS = 60;

	private final String code;

	private final Duration length;

	LiveRange(String code, Duration length) {
		this.code = code;
		this.length = length;
	}

	/**
	 * Finds it.
	 * @param code as in the request
	 * @return the range
	 * @throws InvalidParameterException if there is none
	 */
	static LiveRange of(String code) {
		return Stream.of(values())
			.filter((range) -> range.code.equals(code))
			.findFirst()
			.orElseThrow(() -> new InvalidParameterException("range",
					"Expected one of " + Stream.of(values()).map((range) -> range.code).toList()));
	}

	/** Ends now, and begins with a whole interval. */
	TimeRange until(Instant now) {
		long interval = interval().toMillis();
		long from = Math.floorDiv(now.minus(this.length).toEpochMilli(), interval) * interval;
		return new TimeRange(Instant.ofEpochMilli(from), now.truncatedTo(ChronoUnit.MILLIS));
	}

	Duration interval() {
		return this.length.dividedBy(BUCKETS);
	}

	@Override
	public String toString() {
		return this.code;
	}

}
