package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyLoginsRuleTests {

	private final ManyLoginsRule rule = new ManyLoginsRule(
			new InsightsProperties.Repetition(3, Duration.ofSeconds(10)));

	@Test
	void asManyLoginsAsTheThresholdAreAFinding() {
		assertThat(new Logins().in("RI", 0).in("RI", 0).in("RI", 10).findings(this.rule))
			.containsExactly(new Finding(Logins.NOON, Logins.after(10), 3, Map.of("logins", 3)));
	}

	@Test
	void fewerWithinTheWindowAreNone() {
		assertThat(new Logins().in("RI", 0).in("RI", 5).in("RI", 11).in("RI", 20).findings(this.rule)).isEmpty();
	}

	@Test
	void statementTellsTheThresholds() {
		assertThat(this.rule.statement()).isEqualTo("A user logs in at least 3 times within 10 seconds.");
		assertThat(this.rule.thresholds()).containsOnlyKeys("logins", "window");
	}

}
