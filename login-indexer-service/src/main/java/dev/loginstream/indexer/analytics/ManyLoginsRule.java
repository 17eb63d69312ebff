package dev.loginstream.indexer.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user who logs in more often than a person would: within a window of time that moves
 * with the logins.
 *
 * @param repetition the thresholds
 */
record ManyLoginsRule(InsightsProperties.Repetition repetition) implements SubjectRule {

	@Override
	public String name() {
		return "user_with_many_logins";
	}

	@Override
	public String statement() {
		return "A user logs in at least %d times within %s.".formatted(this.repetition.logins(),
				Durations.inWords(this.repetition.window()));
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of("logins", this.repetition.logins(), "window", this.repetition.window());
	}

	@Override
	public List<Finding> findings(List<Login> logins) {
		List<Finding> findings = new ArrayList<>();
		int first = 0;
		for (int last = 0; last < logins.size(); last++) {
			while (logins.get(first).time().plus(this.repetition.window()).isBefore(logins.get(last).time())) {
				first++;
			}
			int within = last - first + 1;
			if (within >= this.repetition.logins()) {
				findings.add(new Finding(logins.get(first).time(), logins.get(last).time(), within,
						Map.of("logins", within)));
			}
		}
		return findings;
	}

}
