package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.loginstream.dto.UserLogin;
import dev.loginstream.generator.realistic.Incident.Step;
import dev.loginstream.generator.realistic.IncidentKind.Extent;

/**
 * What happens in an incident.
 *
 * @param population that it befalls
 * @param regions where attackers are
 * @param networks that they use
 * @param recent logins of the population
 * @param random to choose by
 */
record IncidentPlans(Population population, Regions regions, Networks networks, RecentLogins recent,
		SplittableRandom random) {

	private static final double LEAST_KM = 2500;

	private static final long RECENTLY = Duration.ofMinutes(3).toSeconds();

	/**
	 * Of the users whose passwords are tried, the smallest and the largest share that
	 * exist.
	 */
	private static final double FEWEST_KNOWN = 0.2;

	private static final double MOST_KNOWN = 0.7;

	/** Of the logins with stolen passwords, those with the device of the login before. */
	private static final double SAME_DEVICE_SHARE = 0.1;

	private static final int SHORTEST_LATENESS = (int) Duration.ofHours(1).toSeconds();

	private static final int LONGEST_LATENESS = (int) Duration.ofHours(12).toSeconds();

	/**
	 * Between two logins of a device that is offline; all are over before they are sent.
	 */
	private static final int LONGEST_LATE_PAUSE = (int) Duration.ofMinutes(4).toSeconds();

	/**
	 * Plans an incident.
	 * @param kind of incident
	 * @param now when it begins, in ms since the epoch
	 */
	Incident of(IncidentKind kind, long now) {
		Extent extent = kind.extent(this.random);
		List<UserLogin> logins = logins(kind, now / 1000, extent.logins(this.random));
		long[] due = due(now, logins.size(), extent.spanMs(this.random));
		return new Incident(kind,
				IntStream.range(0, due.length).mapToObj((i) -> new Step(due[i], logins.get(i))).toList());
	}

	private long[] due(long now, int logins, long span) {
		return LongStream.concat(LongStream.of(now), this.random.longs(logins - 1L, now, now + span + 1))
			.sorted()
			.toArray();
	}

	private List<UserLogin> logins(IncidentKind kind, long second, int count) {
		return switch (kind) {
			case CREDENTIAL_STUFFING -> credentialStuffing(second, count);
			case DEVICE_FARM -> deviceFarm(second, count);
			case ACCOUNT_TAKEOVER -> accountTakeover(second, count);
			case DEVICE_ROTATION -> deviceRotation(second, count);
			case BURST -> repeated(this.population.login(second, this.random), count);
			case LATE -> late(second, count);
			case DUPLICATE -> Stream.generate(() -> recentLogin(second)).limit(count).toList();
		};
	}

	private List<UserLogin> credentialStuffing(long second, int count) {
		Region region = this.regions.pick(this.random);
		int network = this.networks.dataCentre(this.random);
		double known = this.random.nextDouble(FEWEST_KNOWN, MOST_KNOWN);
		List<UserLogin> logins = new ArrayList<>();
		Device device = this.population.newDevice(this.random);
		for (int i = 0; i < count; i++) {
			if (this.random.nextDouble() >= SAME_DEVICE_SHARE) {
				device = this.population.newDevice(this.random);
			}
			String user = (this.random.nextDouble() < known) ? this.population.anyone(this.random).id()
					: Ids.next(this.random);
			logins.add(device.login(user, region, Networks.address(network, this.random), second, this.random));
		}
		return logins;
	}

	// Its users are made for the purpose, and it goes by a few networks of homes.
	private List<UserLogin> deviceFarm(long second, int count) {
		Device device = this.population.newDevice(this.random);
		Region region = this.regions.pick(this.random);
		int[] networks = this.random.ints(this.random.nextInt(1, 4))
			.map((any) -> this.networks.home(region, this.random))
			.toArray();
		return Stream
			.generate(() -> device.login(Ids.next(this.random), region,
					Networks.address(networks[this.random.nextInt(networks.length)], this.random), second, this.random))
			.limit(count)
			.toList();
	}

	private List<UserLogin> accountTakeover(long second, int count) {
		UserLogin victim = recentLogin(second);
		Region region = this.regions.pickFar(regionOf(victim), LEAST_KM, this.random);
		String ip = Networks.address(this.networks.home(region, this.random), this.random);
		Device device = this.population.newDevice(this.random);
		return repeated(device.login(victim.userId(), region, ip, second, this.random), count);
	}

	private List<UserLogin> deviceRotation(long second, int count) {
		UserLogin own = this.population.loginOfAnyone(second, this.random);
		Region region = regionOf(own);
		String ip = Objects.requireNonNull(own.ip());
		return Stream
			.generate(() -> this.population.newDevice(this.random).login(own.userId(), region, ip, second, this.random))
			.limit(count)
			.toList();
	}

	private List<UserLogin> late(long second, int count) {
		long then = second - this.random.nextInt(SHORTEST_LATENESS, LONGEST_LATENESS);
		UserLogin login = this.population.login(then, this.random);
		List<UserLogin> logins = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			logins.add(Logins.at(then, login));
			then += this.random.nextInt(1, LONGEST_LATE_PAUSE);
		}
		return logins;
	}

	private UserLogin recentLogin(long second) {
		return this.recent.pick(second - RECENTLY, this.random);
	}

	private Region regionOf(UserLogin login) {
		return this.regions.withCode(Objects.requireNonNull(login.locale()));
	}

	private static List<UserLogin> repeated(UserLogin login, int count) {
		return Stream.generate(() -> login).limit(count).toList();
	}

}
