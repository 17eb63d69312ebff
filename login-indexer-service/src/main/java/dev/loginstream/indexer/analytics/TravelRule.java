package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two logins of a user, one after the other, in regions too far apart for the time
 * between them. Regions of which no place is known are passed over.
 *
 * @param travel the thresholds
 */
record TravelRule(InsightsProperties.Travel travel) implements SubjectRule {

	/** Logins have whole seconds. */
	private static final double SHORTEST_HOURS = 1 / 3600.0;

	@Override
	public String name() {
		return "impossible_travel";
	}

	@Override
	public String statement() {
		return "A user logs in from two regions at least %d km apart, faster than %d km/h would take."
			.formatted(this.travel.minDistanceKm(), this.travel.maxSpeedKmh());
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of("max_speed_kmh", this.travel.maxSpeedKmh(), "min_distance_km", this.travel.minDistanceKm());
	}

	@Override
	public List<Finding> findings(List<Login> logins) {
		List<Login> placed = logins.stream().filter((login) -> Regions.isKnown(login.region())).toList();
		List<Finding> findings = new ArrayList<>();
		for (int i = 1; i < placed.size(); i++) {
			Login before = placed.get(i - 1);
			Login after = placed.get(i);
			double distance = Regions.kilometres(before.region(), after.region());
			Duration time = Duration.between(before.time(), after.time());
			double speed = distance / Math.max(SHORTEST_HOURS, time.toMillis() / 3_600_000.0);
			if (distance > 0 && distance >= this.travel.minDistanceKm() && speed > this.travel.maxSpeedKmh()) {
				findings.add(new Finding(before.time(), after.time(), speed, evidence(before, after, distance, time)));
			}
		}
		return findings;
	}

	private static Map<String, Object> evidence(Login before, Login after, double distance, Duration time) {
		Map<String, Object> evidence = new LinkedHashMap<>();
		evidence.put("from_region", before.region());
		evidence.put("to_region", after.region());
		evidence.put("distance_km", Math.round(distance));
		evidence.put("seconds", time.toSeconds());
		return evidence;
	}

}
