package dev.loginstream.indexer.analytics;

import java.time.Duration;

/**
 * Lengths of time for people.
 */
final class Durations {

	private Durations() {
	}

	/**
	 * Says how long.
	 * @param duration a whole number of seconds
	 * @return in the largest unit that needs no fraction, such as {@code 10 minutes}
	 */
	static String inWords(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds % 3600 == 0) {
			return count(seconds / 3600, "hour");
		}
		return (seconds % 60 == 0) ? count(seconds / 60, "minute") : count(seconds, "second");
	}

	private static String count(long number, String unit) {
		return number + " " + unit + ((number != 1) ? "s" : "");
	}

}
