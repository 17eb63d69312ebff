package dev.loginstream.generator.realistic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loginstream.dto.UserLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RealisticLoginsTests {

	private static final List<IncidentKind> ALL = List.of(IncidentKind.values());

	private static final int PLANE_KM_PER_HOUR = 900;

	private final Regions regions = Regions.load();

	@TempDir
	private Path folder;

	@Test
	void replayIsAFunctionOfItsSettings() throws Exception {
		Path once = this.folder.resolve("once");
		Path again = this.folder.resolve("again");

		assertThat(bytes(42, once)).isEqualTo(bytes(42, again));
		assertThat(again).hasSameTextualContentAs(once).isNotEmptyFile();
	}

	@Test
	void otherSeedMakesOtherLoginsOfTheSameUsers() throws Exception {
		assertThat(bytes(43, null)).isNotEqualTo(bytes(42, null));
	}

	@Test
	void liveLoginsHappenNow() {
		Instant now = Instant.parse("2026-02-03T04:05:06Z");
		RealisticProperties properties = new RealisticProperties(100, null, 1, Duration.ZERO, List.of(), null);
		RealisticLogins logins = new RealisticLogins(1, 1, 50, 0, properties, InstantSource.fixed(now));

		assertThat(Replays.take(logins, 100)).allMatch((login) -> Instant.ofEpochSecond(login.timestamp()).equals(now));
	}

	@Test
	void loginsFollowTheLocalTimeOfDay() {
		long[] byHour = new long[24];
		Replays.take(Replays.withoutIncidents(5000, 10), 50_000)
			.forEach((login) -> byHour[Instant.ofEpochSecond(login.timestamp())
				.atZone(this.regions.withCode(login.locale()).zone())
				.getHour()]++);

		long night = byHour[2] + byHour[3] + byHour[4];
		long evening = byHour[19] + byHour[20] + byHour[21];
		assertThat(evening).as(() -> Arrays.toString(byHour)).isGreaterThan(4 * night);
		assertThat(night).isPositive();
	}

	@Test
	void usersComeBackAfterAMoment() {
		Map<String, UserLogin> last = new HashMap<>();
		int soon = 0;
		for (UserLogin login : Replays.take(Replays.withoutIncidents(500_000, 1), 20_000)) {
			UserLogin before = last.put(login.userId(), login);
			if (before != null && before.deviceId().equals(login.deviceId())
					&& login.timestamp() - before.timestamp() <= 301) {
				soon++;
			}
		}

		assertThat(soon / 20_000.0).isCloseTo(0.3, within(0.03));
	}

	@Test
	void usersHaveOneHomeAndTravelNoFasterThanAPlane() {
		Map<String, UserLogin> last = new HashMap<>();
		Map<String, Map<String, Integer>> localesByUser = new HashMap<>();
		int moves = 0;
		for (UserLogin login : Replays.take(Replays.withoutIncidents(200, 60), 100_000)) {
			localesByUser.computeIfAbsent(login.userId(), (user) -> new HashMap<>())
				.merge(login.locale(), 1, Integer::sum);
			UserLogin before = last.put(login.userId(), login);
			if (before != null && !before.locale().equals(login.locale())) {
				moves++;
				double km = this.regions.withCode(before.locale()).distanceTo(this.regions.withCode(login.locale()));
				double hours = (login.timestamp() - before.timestamp()) / 3600.0;
				assertThat(km).isLessThanOrEqualTo(hours * PLANE_KM_PER_HOUR);
			}
		}

		assertThat(moves).isPositive();
		double atHome = localesByUser.values()
			.stream()
			.mapToInt((locales) -> locales.values().stream().mapToInt(Integer::intValue).max().getAsInt())
			.sum();
		assertThat(atHome / 100_000).isBetween(0.9, 0.999);
	}

	private byte[] bytes(long seed, Path groundTruth) throws Exception {
		try (RealisticLogins logins = Replays.withIncidents(seed, 0.1, ALL, groundTruth)) {
			Path file = Files.createTempFile(this.folder, "logins", null);
			Files.write(file,
					Replays.take(logins, 20_000).stream().map(JsonMapper.shared()::writeValueAsString).toList());
			return Files.readAllBytes(file);
		}
	}

}
