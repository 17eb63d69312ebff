package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

import org.jspecify.annotations.Nullable;

/**
 * When the logins of a range were.
 *
 * @param range of which
 * @param counts how many, by the start of the interval; without those that have none
 * @param last time of the newest; null if there is none
 */
record LoginTimes(TimeRange range, NavigableMap<Instant, Long> counts, @Nullable Instant last) {

	/**
	 * Where the newest logins are.
	 * @param logins how many at most, rounded down to whole intervals, but to one at
	 * least
	 * @param share how much of the time of these, above 0 and at most 1
	 */
	TimeRange newest(long logins, double share) {
		TimeRange newest = newest(logins);
		if (share == 1 || this.last == null) {
			return newest;
		}
		// Up to now there may be none: they are on their way, or not refreshed yet.
		long millis = (long) (share * Duration.between(newest.from(), this.last).toMillis());
		return new TimeRange(this.last.minusMillis(millis), newest.to());
	}

	private TimeRange newest(long logins) {
		Instant from = this.range.to();
		long sum = 0;
		for (Map.Entry<Instant, Long> interval : this.counts.descendingMap().entrySet()) {
			sum += interval.getValue();
			if (sum > logins && from.isBefore(this.range.to())) {
				return new TimeRange(from, this.range.to());
			}
			from = interval.getKey();
		}
		return this.range;
	}

}
