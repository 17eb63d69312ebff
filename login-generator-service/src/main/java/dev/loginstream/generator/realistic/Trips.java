package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * The trips of one user: at most one every four weeks, and mostly none. A function of
 * time, so nothing about a user need be remembered.
 *
 * @param seed of this user's trips
 * @param home where they begin and end
 * @param regions where they go
 * @param networks there
 */
record Trips(long seed, Region home, Regions regions, Networks networks) {

	private static final double SHARE = 0.2;

	private static final long PERIOD = Duration.ofDays(28).toSeconds();

	private static final long SHORTEST_STAY = Duration.ofDays(1).toSeconds();

	private static final long LONGEST_STAY = Duration.ofDays(6).toSeconds();

	/** With both ways, of which none takes longer than 28 hours. */
	private static final long LONGEST_TRIP = Duration.ofDays(9).toSeconds();

	/**
	 * The trip at a time.
	 * @param second of the time
	 * @return none while the user is at home
	 */
	@Nullable Trip at(long second) {
		// Else all would leave in the same weeks.
		long phase = Math.floorMod(this.seed, PERIOD);
		long period = Math.floorDiv(second + phase, PERIOD);
		SplittableRandom random = new SplittableRandom(this.seed + period * 0x9E6C63D0876A9A47L);
		if (random.nextDouble() >= SHARE) {
			return null;
		}
		long departure = period * PERIOD - phase + random.nextLong(PERIOD - LONGEST_TRIP);
		if (second < departure || second >= departure + LONGEST_TRIP) {
			return null;
		}
		Region to = this.regions.pick(random);
		Trip trip = new Trip(to, Networks.address(this.networks.home(to, random), random), departure,
				Trip.travelTime(this.home, to), random.nextLong(SHORTEST_STAY, LONGEST_STAY));
		return (to.equals(this.home) || trip.isOver(second)) ? null : trip;
	}

}
