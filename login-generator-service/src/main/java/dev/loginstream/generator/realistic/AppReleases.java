package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.time.Instant;

/**
 * Versions of the app: a new one every three weeks, each second one a patch.
 */
final class AppReleases {

	private static final long FIRST = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();

	private static final long INTERVAL = Duration.ofDays(21).toSeconds();

	private AppReleases() {
	}

	/**
	 * The newest version at a time; before the first release, that one.
	 * @param second of the time
	 * @return such as {@code 9.7.1}
	 */
	static String newestAt(long second) {
		long release = Math.max(0, second - FIRST) / INTERVAL;
		return 1 + release / 24 + "." + release % 24 / 2 + "." + release % 2;
	}

}
