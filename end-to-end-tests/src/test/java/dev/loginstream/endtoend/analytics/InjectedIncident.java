package dev.loginstream.endtoend.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What the generator says that it has done.
 *
 * @param kind of incident
 * @param from time of its first login
 * @param to time of its last login
 * @param events how many logins it has
 * @param subjects its users, devices and networks, by the name of the field of a login
 */
record InjectedIncident(String kind, Instant from, Instant to, int events, Map<String, Set<String>> subjects) {

	/** Things that happen, of which a rule is to say nothing. */
	private static final List<String> NOISE = List.of("late", "duplicate");

	static InjectedIncident of(JsonNode line) {
		return new InjectedIncident(line.path("kind").asString(), Instant.parse(line.path("from").asString()),
				Instant.parse(line.path("to").asString()), line.path("events").asInt(),
				Map.of("user_id", texts(line.path("user_ids")), "device_id", texts(line.path("device_ids")),
						"ip_prefix", texts(line.path("ip_prefixes"))));
	}

	private static Set<String> texts(JsonNode list) {
		return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
	}

	boolean isNoise() {
		return NOISE.contains(this.kind);
	}

	/** Whether it is what the insight is about. */
	boolean explains(FoundInsight insight) {
		boolean sameTime = !insight.from().isAfter(this.to) && !insight.to().isBefore(this.from);
		return sameTime && insight.subject()
			.entrySet()
			.stream()
			.allMatch((subject) -> this.subjects.get(subject.getKey()).contains(subject.getValue()));
	}

}
