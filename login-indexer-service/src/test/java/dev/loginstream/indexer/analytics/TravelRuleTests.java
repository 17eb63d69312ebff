package dev.loginstream.indexer.analytics;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TravelRuleTests {

	private final TravelRule rule = new TravelRule(new InsightsProperties.Travel(1000, 900));

	@Test
	void regionsTooFarApartForTheTimeAreAFinding() {
		Finding finding = new Logins().in("NY", 0).in("CA", 600).findings(this.rule).getFirst();

		assertThat(finding.from()).isEqualTo(Logins.NOON);
		assertThat(finding.to()).isEqualTo(Logins.after(600));
		assertThat(finding.evidence())
			.containsAllEntriesOf(Map.of("from_region", "NY", "to_region", "CA", "seconds", 600L));
		assertThat((Long) finding.evidence().get("distance_km")).isBetween(3600L, 3900L);
	}

	@Test
	void timeEnoughToFlyIsNone() {
		assertThat(new Logins().in("NY", 0).in("CA", 4 * 3600).findings(this.rule)).isEmpty();
		assertThat(new Logins().in("NY", 0).in("CA", 3 * 3600).findings(this.rule)).hasSize(1);
	}

	@Test
	void sameSecondIsAFinding() {
		assertThat(new Logins().in("NY", 0).in("CA", 0).findings(this.rule)).hasSize(1);
	}

	@Test
	void neighboursAreNone() {
		assertThat(new Logins().in("RI", 0).in("MA", 1).in("CA", 86_400).in("OR", 86_401).findings(this.rule))
			.isEmpty();
	}

	@Test
	void eachWayIsAFinding() {
		assertThat(new Logins().in("NY", 0).in("JP", 60).in("NY", 120).findings(this.rule)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "ZZ", "" })
	void placesThatNobodyKnowsArePassedOver(String region) {
		assertThat(new Logins().in("NY", 0).in(region, 1).in("NY", 2).findings(this.rule)).isEmpty();
		assertThat(new Logins().in("NY", 0).in(region, 1).in("CA", 2).findings(this.rule)).hasSize(1);
	}

}
