package dev.loginstream.endtoend.analytics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How well the rules for a kind of incident find it.
 *
 * @param kind of incident
 * @param seed of the stream
 * @param incidents of this kind in the stream
 * @param missed those of them that no insight is about
 * @param insights of the rules for this kind
 * @param ofOthers those of them that are about an incident of another kind only
 * @param falseAlarms those of them that are about no incident
 */
record Score(String kind, String seed, int incidents, List<InjectedIncident> missed, int insights, int ofOthers,
		int falseAlarms) {

	/** Which rules are to find a kind. */
	private static final Map<String, Set<String>> RULES = new LinkedHashMap<>();

	static {
		RULES.put("credential_stuffing", Set.of("network_with_many_users"));
		RULES.put("device_farm", Set.of("device_with_many_users"));
		RULES.put("account_takeover", Set.of("impossible_travel", "new_device_and_region"));
		RULES.put("device_rotation", Set.of("device_rotation"));
		RULES.put("burst", Set.of("user_with_many_logins", "burst"));
	}

	static List<Score> of(String seed, List<InjectedIncident> incidents, Collection<FoundInsight> insights) {
		List<InjectedIncident> real = incidents.stream().filter((incident) -> !incident.isNoise()).toList();
		List<Score> scores = new ArrayList<>();
		RULES.forEach((kind, rules) -> {
			List<FoundInsight> ofKind = insights.stream().filter((insight) -> rules.contains(insight.rule())).toList();
			List<InjectedIncident> wanted = incidents.stream().filter((each) -> each.kind().equals(kind)).toList();
			List<InjectedIncident> missed = wanted.stream()
				.filter((incident) -> ofKind.stream().noneMatch(incident::explains))
				.toList();
			List<FoundInsight> others = ofKind.stream().filter((insight) -> isUnexplained(insight, wanted)).toList();
			int falseAlarms = (int) others.stream().filter((insight) -> isUnexplained(insight, real)).count();
			scores.add(new Score(kind, seed, wanted.size(), missed, ofKind.size(), others.size() - falseAlarms,
					falseAlarms));
		});
		return scores;
	}

	private static boolean isUnexplained(FoundInsight insight, List<InjectedIncident> incidents) {
		return incidents.stream().noneMatch((incident) -> incident.explains(insight));
	}

	static List<Score> sums(List<Score> scores) {
		Map<String, Score> sums = new LinkedHashMap<>();
		scores.forEach((score) -> sums.merge(score.kind, score.withSeed("all"), Score::plus));
		return List.copyOf(sums.values());
	}

	private Score withSeed(String seeds) {
		return new Score(this.kind, seeds, this.incidents, this.missed, this.insights, this.ofOthers, this.falseAlarms);
	}

	private Score plus(Score other) {
		return new Score(this.kind, this.seed, this.incidents + other.incidents,
				Stream.concat(this.missed.stream(), other.missed.stream()).toList(), this.insights + other.insights,
				this.ofOthers + other.ofOthers, this.falseAlarms + other.falseAlarms);
	}

	int found() {
		return this.incidents - this.missed.size();
	}

	/** Share of the insights that are about an incident; 1 where there is none. */
	double precision() {
		return (this.insights > 0) ? 1 - (double) this.falseAlarms / this.insights : 1;
	}

	/** Share of the incidents that were found. */
	double recall() {
		return (double) found() / this.incidents;
	}

	static String table(List<Score> scores) {
		StringBuilder table = new StringBuilder("""
				| kind | seed | incidents | found | insights | of other kinds | false alarms | precision | recall |
				| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
				""");
		scores.forEach((score) -> table.append(String.format(Locale.ROOT,
				"| `%s` | %s | %d | %d | %d | %d | %d | %.2f | %.2f |%n", score.kind, score.seed, score.incidents,
				score.found(), score.insights, score.ofOthers, score.falseAlarms, score.precision(), score.recall())));
		return table.toString();
	}

}
