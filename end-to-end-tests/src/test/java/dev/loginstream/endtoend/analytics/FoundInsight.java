package dev.loginstream.endtoend.analytics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * What {@code /api/insights} says.
 *
 * @param id of the insight
 * @param rule that found it
 * @param from time of its first login
 * @param to time of its last login
 * @param subject name of the field, and its value; empty if it is the whole stream
 */
record FoundInsight(String id, String rule, Instant from, Instant to, Map<String, String> subject) {

	static FoundInsight of(JsonNode insight) {
		Map<String, String> subject = new HashMap<>();
		insight.path("subject")
			.properties()
			.forEach((field) -> subject.put(field.getKey(), field.getValue().asString()));
		return new FoundInsight(insight.path("id").asString(), insight.path("rule").asString(),
				Instant.parse(insight.path("from").asString()), Instant.parse(insight.path("to").asString()), subject);
	}

}
