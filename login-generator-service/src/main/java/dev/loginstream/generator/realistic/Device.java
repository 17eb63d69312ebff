package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;

/**
 * A phone or tablet, and how its app is kept up to date.
 *
 * @param id of the device
 * @param type {@code android} or {@code iOS}
 * @param missingTypeShare share of its logins that do not tell the type
 * @param upgradeDelay how long after a release it has the new version, in seconds
 */
record Device(String id, String type, double missingTypeShare, long upgradeDelay) {

	private static final double IOS_SHARE = 0.55;

	private static final Duration MEAN_UPGRADE_DELAY = Duration.ofDays(12);

	private static final Duration LONGEST_UPGRADE_DELAY = Duration.ofDays(180);

	static Device next(double missingTypeShare, SplittableRandom random) {
		String type = (random.nextDouble() < IOS_SHARE) ? "iOS" : "android";
		double delay = MEAN_UPGRADE_DELAY.toSeconds() * random.nextExponential();
		return new Device(Ids.next(random), type, missingTypeShare,
				(long) Math.min(delay, LONGEST_UPGRADE_DELAY.toSeconds()));
	}

	/**
	 * A login from this device.
	 * @param userId who logs in
	 * @param region where the device is
	 * @param ip the address that it has there
	 * @param second when
	 * @param random decides whether the type is told
	 * @return the login
	 */
	UserLogin login(String userId, Region region, String ip, long second, SplittableRandom random) {
		boolean typed = random.nextDouble() >= this.missingTypeShare;
		return new UserLogin(userId, AppReleases.newestAt(second - this.upgradeDelay), ip, region.code(), this.id,
				second, typed ? this.type : null, Map.of());
	}

}
