package dev.loginstream.generator.realistic;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How willing people are to log in at an hour of their day.
 */
final class DailyRhythm {

	/** By hour of the day, 1 at the most: few at night, most in the evening. */
	private static final double[] WILLINGNESS = { 0.25, 0.13, 0.08, 0.06, 0.07, 0.12, 0.25, 0.45, 0.6, 0.65, 0.65, 0.65,
			0.7, 0.7, 0.65, 0.65, 0.65, 0.7, 0.8, 0.95, 1, 0.95, 0.75, 0.45 };

	private DailyRhythm() {
	}

	/**
	 * The share of those wanting to log in who would do so at this hour.
	 * @param zone where they live
	 * @param second since the epoch
	 * @return above 0, at most 1
	 */
	static double willingness(ZoneId zone, long second) {
		int offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
		return WILLINGNESS[(int) (Math.floorMod(second + offset, 86_400L) / 3600)];
	}

}
