package dev.loginstream.generator.realistic;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Ids of users and devices.
 */
final class Ids {

	private Ids() {
	}

	/** A UUID of version 4, variant 1, as {@link UUID#randomUUID()} makes them. */
	static String next(SplittableRandom random) {
		long high = random.nextLong() & ~0xf000L | 0x4000L;
		long low = random.nextLong() & ~(3L << 62) | 1L << 63;
		return new UUID(high, low).toString();
	}

}
