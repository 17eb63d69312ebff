package dev.loginstream.indexer.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something in the logins that is worth a look.
 *
 * @param id the same whenever it is found, also while it goes on
 * @param rule that found it
 * @param from time of the first login that shows it
 * @param to time of the last one
 * @param subject {@code ip_prefix}, {@code device_id} or {@code user_id}; empty where it
 * is the whole stream
 * @param evidence figures, those of the worst moment
 */
record Insight(String id, String rule, Instant from, Instant to, Map<String, String> subject,
		Map<String, Object> evidence) {

	static Insight of(Rule rule, Map<String, String> subject, Finding finding, Duration quiet) {
		// Two of a rule and a subject begin further apart than quiet, so these are
		// different; and rounded, it stays when the range begins within the insight.
		long begin = Math.floorDiv(finding.from().toEpochMilli(), quiet.toMillis());
		String identity = rule.name() + subject + begin;
		return new Insight(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString(), rule.name(),
				finding.from(), finding.to(), subject, finding.evidence());
	}

}
