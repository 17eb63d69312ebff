package dev.loginstream.indexer.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "Something in the logins that is worth a look")
record Insight(
		@JsonProperty("id") @Schema(description = "The same whenever it is found, also while it goes on") String id,
		@JsonProperty("rule") @Schema(description = "Name of the rule that found it") String rule,
		@JsonProperty("from") @Schema(
				description = "Time of the first login that shows it, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "Time of the last one, ISO-8601 in UTC") Instant to,
		@JsonProperty("subject") @Schema(description = "`ip_prefix`, `device_id` or `user_id` with its value; empty "
				+ "where it is about all logins") Map<String, String> subject,
		@JsonProperty("evidence") @Schema(
				description = "Figures by name, those of the worst moment") Map<String, Object> evidence) {

	static Insight of(Rule rule, Map<String, String> subject, Finding finding, Duration quiet) {
		// Two of a rule and a subject begin further apart than quiet, so these are
		// different; and rounded, it stays when the range begins within the insight.
		long begin = Math.floorDiv(finding.from().toEpochMilli(), quiet.toMillis());
		String identity = rule.name() + subject + begin;
		return new Insight(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString(), rule.name(),
				finding.from(), finding.to(), subject, finding.evidence());
	}

}
