package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Into how long pieces a range is cut.
 */
final class Intervals {

	/** Of the parameter, in the API. */
	static final String DESCRIPTION = "Length of an interval: whole seconds, ISO-8601 or short (`10s`, `5m`, `1h`, "
			+ "`1d`), at least a five-hundredth of the range. Default: a round one, for at most 100 intervals.";

	private static final int MOST = 500;

	private static final int USUAL = 100;

	private static final Duration LONGEST = Duration.ofDays(1);

	private Intervals() {
	}

	/**
	 * Checks what was asked for.
	 * @param asked length of a piece, or null for a round one that gives about as many
	 * pieces as a chart can show
	 * @param range to be cut
	 * @throws InvalidParameterException if it would give too many pieces
	 */
	static Duration of(@Nullable Duration asked, TimeRange range) {
		if (asked == null) {
			return usual(range);
		}
		Duration shortest = Duration.ofSeconds(Math.max(1, Math.ceilDiv(range.length().toMillis(), MOST * 1000L)));
		if (asked.getNano() != 0 || asked.compareTo(shortest) < 0 || asked.compareTo(Duration.ofDays(366)) > 0) {
			throw new InvalidParameterException("interval",
					"Expected whole seconds, at least %s for this range and at most P366D".formatted(shortest));
		}
		return asked;
	}

	private static Duration usual(TimeRange range) {
		return Stream.of("1s", "5s", "10s", "30s", "1m", "5m", "10m", "30m", "1h", "3h", "6h", "12h")
			.map((text) -> Duration.parse("PT" + text))
			.filter((length) -> range.length().compareTo(length.multipliedBy(USUAL)) <= 0)
			.findFirst()
			.orElse(LONGEST);
	}

}
