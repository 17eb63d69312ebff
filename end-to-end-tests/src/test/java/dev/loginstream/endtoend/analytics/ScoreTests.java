package dev.loginstream.endtoend.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the evaluation can tell good from bad.
 */
class ScoreTests {

	private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

	private final InjectedIncident farm = incident("device_farm", "d-1");

	private final InjectedIncident takeover = incident("account_takeover", "d-2");

	@Test
	void whatIsFoundIsFound() {
		Score score = farms(List.of(this.farm, this.takeover), insight("d-1", 5));

		assertThat(score.recall()).isEqualTo(1);
		assertThat(score.precision()).isEqualTo(1);
	}

	@Test
	void otherSubjectsAndOtherTimesAreFalseAlarms() {
		for (FoundInsight insight : List.of(insight("d-9", 5), insight("d-1", 61))) {
			Score score = farms(List.of(this.farm), insight);

			assertThat(score.recall()).isZero();
			assertThat(score.missed()).containsExactly(this.farm);
			assertThat(score.precision()).isZero();
		}
	}

	@Test
	void incidentOfAnotherKindIsNoFalseAlarmAndFindsNothing() {
		Score score = farms(List.of(this.farm, this.takeover), insight("d-2", 5));

		assertThat(score.recall()).isZero();
		assertThat(score.precision()).isEqualTo(1);
		assertThat(score.ofOthers()).isEqualTo(1);
	}

	@Test
	void noiseExplainsNothing() {
		Score score = farms(List.of(this.farm, incident("duplicate", "d-3")), insight("d-3", 5));

		assertThat(score.precision()).isZero();
	}

	private static Score farms(List<InjectedIncident> incidents, FoundInsight insight) {
		return Score.of("1", incidents, List.of(insight))
			.stream()
			.filter((score) -> score.kind().equals("device_farm"))
			.findFirst()
			.orElseThrow();
	}

	private static InjectedIncident incident(String kind, String device) {
		return new InjectedIncident(kind, NOON, NOON.plusSeconds(60), 5,
				Map.of("device_id", Set.of(device), "user_id", Set.of(), "ip_prefix", Set.of()));
	}

	private static FoundInsight insight(String device, long second) {
		return new FoundInsight("1", "device_with_many_users", NOON.plusSeconds(second), NOON.plusSeconds(second + 5),
				Map.of("device_id", device));
	}

}
