package dev.loginstream.indexer.analytics;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewDeviceAndRegionRuleTests {

	private final NewDeviceAndRegionRule rule = new NewDeviceAndRegionRule(3);

	@Test
	void newDeviceInANewRegionIsAFinding() {
		assertThat(known().add(60, "u-1", "d-9", "CA").findings(this.rule))
			.containsExactly(new Finding(Logins.after(60), Logins.after(60), 3,
					Map.of("region", "CA", "device_id", "d-9", "earlier_logins", 3)));
	}

	@Test
	void oneOfThemAloneIsNone() {
		assertThat(known().add(60, "u-1", "d-9", "RI").findings(this.rule)).isEmpty();
		assertThat(known().add(60, "u-1", "d-1", "CA").findings(this.rule)).isEmpty();
	}

	@Test
	void bothNewButNotAtOnceIsNone() {
		assertThat(known().add(60, "u-1", "d-9", "RI").add(61, "u-1", "d-9", "CA").findings(this.rule)).isEmpty();
	}

	@Test
	void secondTimeIsNotNew() {
		assertThat(known().add(60, "u-1", "d-9", "CA").add(61, "u-1", "d-9", "CA").findings(this.rule)).hasSize(1);
	}

	@Test
	void tooFewEarlierLoginsTellNothing() {
		assertThat(new Logins().in("RI", 0).in("RI", 1).add(60, "u-1", "d-9", "CA").findings(this.rule)).isEmpty();
	}

	@Test
	void loginsThatDoNotTellBothArePassedOver() {
		assertThat(known().add(60, "u-1", Login.UNKNOWN, "CA").findings(this.rule)).isEmpty();
		assertThat(known().add(60, "u-1", "d-9", Login.UNKNOWN).findings(this.rule)).isEmpty();
		assertThat(new Logins().in("RI", 0)
			.in("RI", 1)
			.in(Login.UNKNOWN, 2)
			.add(60, "u-1", "d-9", "CA")
			.findings(this.rule)).isEmpty();
	}

	private static Logins known() {
		return new Logins().in("RI", 0).in("RI", 1).in("RI", 2);
	}

}
