package dev.loginstream.generator.realistic;

import java.util.List;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/**
 * One of the population.
 *
 * @param id of the user
 * @param home region
 * @param addresses at home and, with some, at work
 * @param devices the one used most comes first
 * @param trips when the user is elsewhere
 */
record User(String id, Region home, List<String> addresses, List<Device> devices, Trips trips) {

	private static final double FAVOURITE_SHARE = 0.7;

	/**
	 * A login as this user would do it.
	 * @param second when
	 * @param random to choose by
	 * @return none if the user is travelling just then
	 */
	@Nullable UserLogin login(long second, SplittableRandom random) {
		Device device = pick(this.devices, random);
		Trip trip = this.trips.at(second);
		if (trip == null) {
			return device.login(this.id, this.home, pick(this.addresses, random), second, random);
		}
		return trip.isOnTheWay(second) ? null : device.login(this.id, trip.to(), trip.ip(), second, random);
	}

	private static <T> T pick(List<T> choices, SplittableRandom random) {
		return (random.nextDouble() < FAVOURITE_SHARE) ? choices.getFirst()
				: choices.get(random.nextInt(choices.size()));
	}

}
