package dev.loginstream.generator.realistic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.loginstream.dto.UserLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class IncidentsTests {

	private static final int USERS = 5000;

	private final Regions regions = Regions.load();

	@TempDir
	private Path folder;

	// At a login a second, so slow that no two logins of the population are alike.
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BURST")
	void groundTruthTellsExactlyWhatWasInjected(IncidentKind kind) throws IOException {
		List<UserLogin> stream = stream(1, 20_000, kind);
		List<UserLogin> injected = injected(kind, stream);
		List<InjectedIncident> incidents = groundTruth();

		assertThat(incidents).hasSizeGreaterThan(20).extracting(InjectedIncident::kind).containsOnly(kind.code());
		assertThat(incidents.stream().mapToInt(InjectedIncident::events).sum()).isEqualTo(injected.size());
		int first = 0;
		for (InjectedIncident incident : incidents) {
			List<UserLogin> logins = injected.subList(first, first + incident.events());
			assertThat(logins).extracting(UserLogin::userId).hasSameElementsAs(incident.userIds());
			assertThat(logins).extracting(UserLogin::deviceId).hasSameElementsAs(incident.deviceIds());
			assertThat(logins).extracting(Logins::ipPrefix).hasSameElementsAs(incident.ipPrefixes());
			assertThat(logins).extracting(UserLogin::locale).hasSameElementsAs(incident.locales());
			assertThat(logins.stream().mapToLong(UserLogin::timestamp).min())
				.hasValue(incident.from().getEpochSecond());
			assertThat(logins.stream().mapToLong(UserLogin::timestamp).max()).hasValue(incident.to().getEpochSecond());
			first += incident.events();
		}
	}

	@Test
	void credentialStuffingTriesManyUsersFromOneNetwork() throws IOException {
		stream(0.02, 40_000, IncidentKind.CREDENTIAL_STUFFING);

		assertThat(completeIncidents()).isNotEmpty().allSatisfy((incident) -> {
			assertThat(incident.ipPrefixes()).hasSize(1);
			assertThat(incident.locales()).hasSize(1);
			assertThat(incident.userIds()).hasSizeBetween(14, 120);
			assertThat(incident.userIds()).anyMatch(knownUsers()::contains);
			assertThat(incident.userIds()).anyMatch(Predicate.not(knownUsers()::contains));
			assertThat(incident.deviceIds().size()).isGreaterThan(incident.events() / 2);
		});
	}

	@Test
	void deviceFarmLogsManyNewUsersInWithOneDevice() throws IOException {
		stream(0.02, 40_000, IncidentKind.DEVICE_FARM);

		assertThat(completeIncidents()).isNotEmpty().allSatisfy((incident) -> {
			assertThat(incident.deviceIds()).hasSize(1);
			assertThat(incident.userIds()).hasSize(incident.events()).noneMatch(knownUsers()::contains);
			assertThat(incident.events()).isBetween(6, 50);
		});
	}

	@Test
	void accountTakeoverFollowsTheVictimsOwnLoginFromFarAway() throws IOException {
		List<UserLogin> stream = stream(0.02, 40_000, IncidentKind.ACCOUNT_TAKEOVER);

		assertThat(completeIncidents()).isNotEmpty().allSatisfy((incident) -> {
			assertThat(incident.deviceIds()).hasSize(1).noneMatch(knownDevices()::contains);
			long from = incident.from().getEpochSecond();
			Region attacker = this.regions.withCode(incident.locales().getFirst());
			assertThat(stream).anyMatch((login) -> login.userId().equals(incident.userIds().getFirst())
					&& knownDevices().contains(login.deviceId()) && login.timestamp() <= from
					&& login.timestamp() >= from - Duration.ofMinutes(3).toSeconds()
					&& this.regions.withCode(login.locale()).distanceTo(attacker) >= 2500);
		});
	}

	@Test
	void deviceRotationHasANewDeviceAtEachLogin() throws IOException {
		stream(0.02, 40_000, IncidentKind.DEVICE_ROTATION);

		assertThat(completeIncidents()).isNotEmpty().allSatisfy((incident) -> {
			assertThat(incident.userIds()).hasSize(1).allMatch(knownUsers()::contains);
			assertThat(incident.deviceIds()).hasSize(incident.events()).hasSizeBetween(5, 30);
			assertThat(incident.ipPrefixes()).hasSize(1);
		});
	}

	@Test
	void burstIsOneKnownDeviceInUnderAMinute() throws IOException {
		List<UserLogin> stream = stream(0.02, 40_000, IncidentKind.BURST);

		assertThat(completeIncidents()).isNotEmpty().allSatisfy((incident) -> {
			assertThat(incident.deviceIds()).hasSize(1).allMatch(knownDevices()::contains);
			assertThat(incident.events()).isBetween(20, 120);
			assertThat(Duration.between(incident.from(), incident.to())).isLessThanOrEqualTo(Duration.ofSeconds(61));
		});
	}

	@Test
	void lateLoginsAreHoursOldAndOfAKnownDevice() {
		List<UserLogin> late = injected(IncidentKind.LATE, stream(1, 20_000, IncidentKind.LATE));

		assertThat(late).isNotEmpty().allSatisfy((login) -> {
			assertThat(knownDevices()).contains(login.deviceId());
			assertThat(Instant.ofEpochSecond(login.timestamp())).isAfter(Replays.FROM.minus(Duration.ofHours(12)));
		});
	}

	@Test
	void incidentsAreAtMostHalfOfTheStream() {
		List<UserLogin> stream = stream(10, 10_000, IncidentKind.CREDENTIAL_STUFFING);

		boolean wasInjected = false;
		for (UserLogin login : stream) {
			boolean injected = !knownDevices().contains(login.deviceId());
			assertThat(injected && wasInjected).isFalse();
			wasInjected = injected;
		}
	}

	@Test
	void withoutKindsThereAreNoIncidents() {
		assertThat(stream(0.02, 20_000)).allMatch((login) -> knownDevices().contains(login.deviceId()));
		assertThat(this.folder.resolve("ground-truth.jsonl")).isEmptyFile();
	}

	/** Told from the population's logins without asking the ground truth. */
	private List<UserLogin> injected(IncidentKind kind, List<UserLogin> stream) {
		List<UserLogin> injected = new ArrayList<>();
		Set<UserLogin> seen = new HashSet<>();
		long newest = 0;
		for (UserLogin login : stream) {
			boolean isInjected = switch (kind) {
				case CREDENTIAL_STUFFING, DEVICE_FARM, ACCOUNT_TAKEOVER, DEVICE_ROTATION ->
					!knownDevices().contains(login.deviceId());
				case LATE -> login.timestamp() < newest;
				case DUPLICATE -> seen.contains(login);
				case BURST -> throw new IllegalArgumentException("Looks like a user who comes back");
			};
			if (isInjected) {
				injected.add(login);
			}
			seen.add(login);
			newest = Math.max(newest, login.timestamp());
		}
		return injected;
	}

	private List<UserLogin> stream(double secondsPerEvent, int events, IncidentKind... kinds) {
		try (RealisticLogins logins = Replays.withIncidents(1, secondsPerEvent, List.of(kinds), file())) {
			return Replays.take(logins, events);
		}
	}

	private List<InjectedIncident> groundTruth() throws IOException {
		return Files.readAllLines(file())
			.stream()
			.map((line) -> JsonMapper.shared().readValue(line, InjectedIncident.class))
			.toList();
	}

	// The end of the stream can cut the last one short.
	private List<InjectedIncident> completeIncidents() throws IOException {
		List<InjectedIncident> incidents = groundTruth();
		return incidents.subList(0, incidents.size() - 1);
	}

	private Path file() {
		return this.folder.resolve("ground-truth.jsonl");
	}

	private static Set<String> knownUsers() {
		return Known.USERS;
	}

	private static Set<String> knownDevices() {
		return Known.DEVICES;
	}

	private static final class Known {

		private static final Population POPULATION = Replays.population(IncidentsTests.USERS);

		private static final List<User> ALL = IntStream.range(0, IncidentsTests.USERS)
			.mapToObj(POPULATION::user)
			.toList();

		static final Set<String> USERS = ALL.stream().map(User::id).collect(Collectors.toSet());

		static final Set<String> DEVICES = ALL.stream()
			.map(User::devices)
			.flatMap(Collection::stream)
			.map(Device::id)
			.collect(Collectors.toSet());

	}

}
