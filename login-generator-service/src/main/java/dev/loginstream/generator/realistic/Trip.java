package dev.loginstream.generator.realistic;

import java.time.Duration;

/**
 * A journey to another region and back. All times are seconds since the epoch.
 *
 * @param to where to
 * @param ip the address of the user's devices there
 * @param departure when the user leaves home
 * @param travelTime of each way, in seconds
 * @param stay between the ways, in seconds
 */
record Trip(Region to, String ip, long departure, long travelTime, long stay) {

	private static final double KM_PER_HOUR = 800;

	private static final Duration CHECK_IN = Duration.ofHours(2);

	/** How long it takes from one region to another, in seconds. */
	static long travelTime(Region from, Region to) {
		return CHECK_IN.toSeconds() + (long) (from.distanceTo(to) / KM_PER_HOUR * 3600);
	}

	/** Whether the user is neither at home nor there yet, or no longer there. */
	boolean isOnTheWay(long second) {
		long sinceArrival = second - this.departure - this.travelTime;
		return sinceArrival < 0 || sinceArrival >= this.stay;
	}

	boolean isOver(long second) {
		return second >= this.departure + 2 * this.travelTime + this.stay;
	}

}
