package dev.loginstream.generator.realistic;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.loginstream.dto.UserLogin;

/**
 * The users. Each is made of the seed and a number whenever it is needed, so a million of
 * them takes no more room than one.
 */
final class Population {

	/**
	 * Users before the most active one, had Zipf's law no bound: else that one would
	 * hardly sleep.
	 */
	private static final double HEAD = 1 / 200.0;

	private static final double TWO_ADDRESSES_SHARE = 0.5;

	private final long seed;

	private final int size;

	private final double missingTypeShare;

	private final Regions regions;

	private final Networks networks;

	Population(long seed, int size, double missingTypeShare, Regions regions, Networks networks) {
		this.seed = seed;
		this.size = size;
		this.missingTypeShare = missingTypeShare;
		this.regions = regions;
		this.networks = networks;
	}

	/**
	 * Makes a user.
	 * @param number from 0, the most active one, to below the size
	 */
	User user(int number) {
		SplittableRandom random = new SplittableRandom(this.seed + number * 0xD1342543DE82EF95L);
		String id = Ids.next(random);
		Region home = this.regions.pick(random);
		int addresses = (random.nextDouble() < TWO_ADDRESSES_SHARE) ? 2 : 1;
		return new User(id, home, Stream.generate(() -> address(home, random)).limit(addresses).toList(),
				devices(random), new Trips(random.nextLong(), home, this.regions, this.networks));
	}

	private String address(Region region, SplittableRandom random) {
		return Networks.address(this.networks.home(region, random), random);
	}

	private List<Device> devices(SplittableRandom random) {
		double share = random.nextDouble();
		int devices = (share < 0.55) ? 1 : (share < 0.87) ? 2 : 3;
		return Stream.generate(() -> newDevice(random)).limit(devices).toList();
	}

	/** A device that is nobody's yet. */
	Device newDevice(SplittableRandom random) {
		return Device.next(this.missingTypeShare, random);
	}

	/** A login of somebody who is likely to log in at this second. */
	UserLogin login(long second, SplittableRandom random) {
		while (true) {
			User user = user(pickByActivity(random));
			double willingness = DailyRhythm.willingness(user.home().zone(), second);
			UserLogin login = (random.nextDouble() < willingness) ? user.login(second, random) : null;
			if (login != null) {
				return login;
			}
		}
	}

	/** Just anybody, however seldom active. */
	User anyone(SplittableRandom random) {
		return user(random.nextInt(this.size));
	}

	/** A login of just anybody, at just any time of the day. */
	UserLogin loginOfAnyone(long second, SplittableRandom random) {
		while (true) {
			UserLogin login = anyone(random).login(second, random);
			if (login != null) {
				return login;
			}
		}
	}

	// Zipf's law with exponent 1, by inversion: user n is chosen in proportion to 1 /
	// (head + n).
	private int pickByActivity(SplittableRandom random) {
		double head = 1 + this.size * HEAD;
		double number = head * StrictMath.pow(1 + this.size / head, random.nextDouble()) - head;
		return Math.min((int) number, this.size - 1);
	}

}
