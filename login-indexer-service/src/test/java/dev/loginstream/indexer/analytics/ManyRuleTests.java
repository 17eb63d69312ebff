package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyRuleTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final ManyRule network = ManyRule.usersOfNetwork(new InsightsProperties.Network(3, WINDOW));

	private final ManyRule rotation = ManyRule.devicesOfUser(new InsightsProperties.Rotation(3, WINDOW));

	@Test
	void asManyUsersAsTheThresholdAreAFinding() {
		assertThat(new Logins().of("a", 0).of("a", 1).of("b", 60).of("c", 600).findings(this.network))
			.containsExactly(new Finding(Logins.NOON, Logins.after(600), 3, Map.of("users", 3, "logins", 4)));
	}

	@Test
	void fewerUsersAreNone() {
		assertThat(new Logins().of("a", 0).of("b", 1).of("a", 2).of("b", 3).findings(this.network)).isEmpty();
	}

	@Test
	void usersBeyondTheWindowDoNotCount() {
		assertThat(new Logins().of("a", 0).of("b", 60).of("c", 601).findings(this.network)).isEmpty();
	}

	@Test
	void userWhoCameBackWithinTheWindowCounts() {
		assertThat(new Logins().of("a", 0).of("b", 60).of("a", 500).of("c", 650).findings(this.network))
			.containsExactly(new Finding(Logins.after(60), Logins.after(650), 3, Map.of("users", 3, "logins", 3)));
	}

	@Test
	void unknownUsersAndDevicesDoNotCount() {
		assertThat(new Logins().of("a", 0).of("b", 1).of(Login.UNKNOWN, 2).findings(this.network)).isEmpty();
		assertThat(new Logins().with("a", 0).with("b", 1).with(Login.UNKNOWN, 2).findings(this.rotation)).isEmpty();
	}

	@Test
	void devicesOfAUserAreCountedLikewise() {
		assertThat(new Logins().with("a", 0).with("b", 1).with("c", 2).findings(this.rotation))
			.containsExactly(new Finding(Logins.NOON, Logins.after(2), 3, Map.of("devices", 3, "logins", 3)));
		assertThat(new Logins().with("a", 0).with("b", 1).with("b", 2).findings(this.rotation)).isEmpty();
	}

	@Test
	void statementTellsTheThresholds() {
		assertThat(this.network.statement()).isEqualTo("At least 3 users log in from one network within 10 minutes.");
		assertThat(this.rotation.thresholds()).containsOnly(Map.entry("devices", 3), Map.entry("window", WINDOW));
	}

}
