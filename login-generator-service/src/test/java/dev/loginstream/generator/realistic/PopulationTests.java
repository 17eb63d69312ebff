package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.dto.UserLogin;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PopulationTests {

	private static final int USERS = 10_000;

	private static final long NOON = Replays.FROM.plus(Duration.ofHours(18)).getEpochSecond();

	private final Population population = Replays.population(USERS);

	private final SplittableRandom random = new SplittableRandom(7);

	@Test
	void userIsTheSameEachTime() {
		User user = this.population.user(17);

		assertThat(user).usingRecursiveComparison()
			.ignoringFields("trips.regions", "trips.networks")
			.isEqualTo(Replays.population(USERS).user(17));
		assertThat(user.id()).isNotEqualTo(this.population.user(18).id());
	}

	@Test
	void usersHaveOneToThreeDevicesOfTheirOwn() {
		List<User> users = users().toList();

		assertThat(users.stream().map((user) -> user.devices().size()).collect(Collectors.toSet()))
			.containsExactlyInAnyOrder(1, 2, 3);
		assertThat(users.stream().flatMap((user) -> user.devices().stream()).map(Device::id)).doesNotHaveDuplicates();
		assertThat(users.stream().map(User::id)).doesNotHaveDuplicates();
	}

	@Test
	void fewUsersShareANetwork() {
		Map<String, Set<String>> usersByNetwork = new HashMap<>();
		users().forEach((user) -> user.addresses()
			.forEach((ip) -> usersByNetwork
				.computeIfAbsent(ip.substring(0, ip.lastIndexOf('.')), (network) -> new HashSet<>())
				.add(user.id())));

		assertThat(usersByNetwork.values()).extracting(Set::size)
			.anyMatch((size) -> size > 1)
			.allMatch((size) -> size <= 15);
	}

	// Of Zipf's law with exponent 1 and a head of 1 + 10,000 / 200 users.
	@Test
	void fewUsersDoMostOfTheLogins() {
		Map<String, Integer> numbers = new HashMap<>();
		IntStream.range(0, USERS).forEach((number) -> numbers.put(this.population.user(number).id(), number));
		int[] ranks = logins(100_000).mapToInt((login) -> numbers.get(login.userId())).toArray();

		for (int rank : new int[] { 10, 100, 1000 }) {
			double share = IntStream.of(ranks).filter((number) -> number < rank).count() / 100_000.0;
			assertThat(share).as("share of the first %d users", rank)
				.isCloseTo(Math.log1p(rank / 51.0) / Math.log1p(USERS / 51.0), within(0.03));
		}
	}

	@Test
	void deviceAlwaysTellsTheSameTypeOrNone() {
		Map<String, Set<String>> typesByDevice = new HashMap<>();
		List<UserLogin> logins = logins(50_000).toList();
		logins.stream()
			.filter((login) -> login.deviceType() != null)
			.forEach((login) -> typesByDevice.computeIfAbsent(login.deviceId(), (device) -> new HashSet<>())
				.add(login.deviceType()));

		assertThat(typesByDevice.values()).allMatch((types) -> types.size() == 1);
		assertThat(logins.stream().filter((login) -> login.deviceType() == null).count() / 50_000.0)
			.isCloseTo(Replays.MISSING_TYPE_SHARE, within(0.01));
	}

	@Test
	void newVersionSpreadsAndNobodyGoesBack() {
		Region anywhere = Regions.load().withCode("RI");
		List<Device> devices = users().limit(2000).flatMap((user) -> user.devices().stream()).toList();
		long release = AppReleasesTests.nextRelease(NOON);
		String newest = AppReleases.newestAt(release);
		List<Double> shares = new ArrayList<>();
		Map<String, String> versions = new HashMap<>();
		for (int day = 0; day <= 20; day++) {
			long second = release + Duration.ofDays(day).toSeconds();
			int upgraded = 0;
			for (Device device : devices) {
				String version = device.login("user", anywhere, "192.0.2.1", second, this.random).appVersion();
				String earlier = versions.put(device.id(), version);
				assertThat(AppReleasesTests.order(version))
					.isGreaterThanOrEqualTo((earlier != null) ? AppReleasesTests.order(earlier) : 0);
				upgraded += version.equals(newest) ? 1 : 0;
			}
			shares.add(upgraded / (double) devices.size());
		}

		assertThat(shares).isSortedAccordingTo(Comparator.naturalOrder());
		assertThat(shares.getFirst()).isLessThan(0.1);
		assertThat(shares.getLast()).isGreaterThan(0.7);
	}

	private Stream<User> users() {
		return IntStream.range(0, USERS).mapToObj(this.population::user);
	}

	private Stream<UserLogin> logins(int count) {
		return Stream.generate(() -> this.population.login(NOON, this.random)).limit(count);
	}

}
