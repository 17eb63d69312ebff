package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BurstRuleTests {

	private final BurstRule rule = new BurstRule(
			new InsightsProperties.Burst(Duration.ofSeconds(10), 3, 30, Duration.ofMinutes(30)));

	@Test
	void asManyAsTheFactorSaysAreAFinding() {
		NavigableMap<Instant, Long> counts = quiet(20);
		counts.put(Logins.after(300), 60L);

		assertThat(this.rule.findings(counts)).containsExactly(
				new Finding(Logins.after(300), Logins.after(310), 60, Map.of("logins", 60L, "usual", 20.0)));
	}

	@Test
	void fewerAreNone() {
		NavigableMap<Instant, Long> counts = quiet(20);
		counts.put(Logins.after(300), 59L);

		assertThat(this.rule.findings(counts)).isEmpty();
	}

	@Test
	void fewLoginsAreNoneHoweverManyTimesTheUsual() {
		NavigableMap<Instant, Long> counts = quiet(1);
		counts.put(Logins.after(300), 29L);
		assertThat(this.rule.findings(counts)).isEmpty();

		counts.put(Logins.after(300), 30L);
		assertThat(this.rule.findings(counts)).hasSize(1);
	}

	@Test
	void firstLoginsAfterAPauseAreNoBurst() {
		assertThat(this.rule.findings(new TreeMap<>(Map.of(Logins.NOON, 500L)))).isEmpty();
		NavigableMap<Instant, Long> counts = quiet(500);
		counts.put(Logins.after(-7200), 1L);
		assertThat(this.rule.findings(counts)).isEmpty();
	}

	@Test
	void busierHoursAreNoBurst() {
		NavigableMap<Instant, Long> counts = new TreeMap<>();
		for (int seconds = 0; seconds < 7200; seconds += 10) {
			counts.put(Logins.after(seconds), (seconds < 3600) ? 20L : 80L);
		}

		assertThat(this.rule.findings(counts)).isEmpty();
	}

	@Test
	void statementTellsTheThresholds() {
		assertThat(List.of(this.rule.statement()))
			.containsExactly("At least 30 logins within 10 seconds, and at least 3 "
					+ "times the median of the 30 minutes around them.");
	}

	private static NavigableMap<Instant, Long> quiet(long logins) {
		NavigableMap<Instant, Long> counts = new TreeMap<>();
		for (int seconds = 0; seconds < 600; seconds += 10) {
			counts.put(Logins.after(seconds), logins);
		}
		return counts;
	}

}
