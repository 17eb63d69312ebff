package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingTests {

	private static final Duration QUIET = Duration.ofMinutes(10);

	private final Rule rule = new NewDeviceAndRegionRule(3);

	@Test
	void overlappingAreOneWithTheEvidenceOfTheStrongest() {
		assertThat(Finding.joined(List.of(finding(0, 100, 1), finding(50, 80, 3), finding(90, 120, 2)), QUIET))
			.containsExactly(finding(0, 120, 3));
	}

	@Test
	void soLongNothingBetweenMakesThemTwo() {
		assertThat(Finding.joined(List.of(finding(0, 100, 1), finding(699, 700, 1)), QUIET)).hasSize(1);
		assertThat(Finding.joined(List.of(finding(0, 100, 1), finding(700, 701, 1)), QUIET)).hasSize(2);
	}

	@Test
	void insightKeepsItsIdWhileItGoesOn() {
		assertThat(insight("u-1", finding(0, 1, 1)).id()).isEqualTo(insight("u-1", finding(0, 500, 9)).id());
	}

	@Test
	void insightsOfOneSubjectHaveIdsOfTheirOwn() {
		// NOON is a multiple of ten minutes, so the second begins as early as it can.
		List<Finding> two = Finding.joined(List.of(finding(599, 599, 1), finding(1199, 1199, 1)), QUIET);

		assertThat(two).hasSize(2).extracting((each) -> insight("u-1", each).id()).doesNotHaveDuplicates();
	}

	@Test
	void subjectsHaveIdsOfTheirOwn() {
		assertThat(insight("u-1", finding(0, 1, 1)).id()).isNotEqualTo(insight("u-2", finding(0, 1, 1)).id());
	}

	private Insight insight(String user, Finding finding) {
		return Insight.of(this.rule, Map.of("user_id", user), finding, QUIET);
	}

	private static Finding finding(long from, long to, double strength) {
		return new Finding(Logins.after(from), Logins.after(to), strength, Map.of("strength", strength));
	}

}
