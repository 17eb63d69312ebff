package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a rule sees in the logins of one subject.
 *
 * @param from time of the first login that shows it
 * @param to time of the last one
 * @param strength the greater, the more it is
 * @param evidence figures for people
 */
record Finding(Instant from, Instant to, double strength, Map<String, Object> evidence) {

	/**
	 * Joins findings that are about the same: those which overlap, and those with little
	 * time between them. The evidence is that of the strongest.
	 * @param findings of one rule and one subject
	 * @param quiet so long nothing between two makes them two
	 * @return those that remain, by time
	 */
	static List<Finding> joined(List<Finding> findings, Duration quiet) {
		List<Finding> joined = new ArrayList<>();
		for (Finding next : findings.stream().sorted(Comparator.comparing(Finding::from)).toList()) {
			if (!joined.isEmpty() && next.from.isBefore(joined.getLast().to.plus(quiet))) {
				joined.add(joined.removeLast().and(next));
			}
			else {
				joined.add(next);
			}
		}
		return joined;
	}

	private Finding and(Finding later) {
		Finding stronger = (later.strength > this.strength) ? later : this;
		Instant end = later.to.isAfter(this.to) ? later.to : this.to;
		return new Finding(this.from, end, stronger.strength, stronger.evidence);
	}

}
