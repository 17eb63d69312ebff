package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Many more logins in a short time than around it. What is usual is the median of the
 * intervals with logins, so neither the burst itself nor a pause before it counts.
 *
 * @param burst the thresholds
 */
record BurstRule(InsightsProperties.Burst burst) implements Rule {

	@Override
	public String name() {
		return "burst";
	}

	@Override
	public String statement() {
		return "At least %d logins within %s, and at least %s times the median of the %s around them.".formatted(
				this.burst.logins(), Durations.inWords(this.burst.interval()),
				String.valueOf(this.burst.factor()).replaceFirst("\\.0$", ""),
				Durations.inWords(this.burst.baseline()));
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of("interval", this.burst.interval(), "factor", this.burst.factor(), "logins", this.burst.logins(),
				"baseline", this.burst.baseline());
	}

	/**
	 * Looks for bursts.
	 * @param counts logins by the start of the interval; intervals without may be missing
	 * @return a finding for each interval in which it bursts
	 */
	List<Finding> findings(NavigableMap<Instant, Long> counts) {
		Duration half = this.burst.baseline().dividedBy(2);
		List<Finding> findings = new ArrayList<>();
		counts.forEach((start, logins) -> {
			if (logins >= this.burst.logins()) {
				double usual = median(counts.subMap(start.minus(half), true, start.plus(half), true));
				if (logins >= usual * this.burst.factor()) {
					findings.add(new Finding(start, start.plus(this.burst.interval()), logins,
							Map.of("logins", logins, "usual", usual)));
				}
			}
		});
		return findings;
	}

	private static double median(NavigableMap<Instant, Long> counts) {
		long[] sorted = counts.values()
			.stream()
			.mapToLong(Long::longValue)
			.filter((count) -> count > 0)
			.sorted()
			.toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
	}

}
