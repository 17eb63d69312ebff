package dev.loginstream.processor;

import java.time.Instant;

/**
 * ISO-8601 texts of instants, UTC. Logins of the same second come one after the other, so
 * the last texts are kept.
 */
final class IsoTimes {

	// Immutable and of no meaning beyond speed, so threads may race for them.
	private final Formatted[] last = new Formatted[16];

	/**
	 * Like {@link Instant#toString()}.
	 * @param instant any
	 * @return such as {@code 2024-07-10T02:00:25Z}
	 */
	String format(Instant instant) {
		int slot = (int) instant.getEpochSecond() & (this.last.length - 1);
		Formatted formatted = this.last[slot];
		if (formatted == null || !formatted.instant().equals(instant)) {
			formatted = new Formatted(instant, instant.toString());
			this.last[slot] = formatted;
		}
		return formatted.text();
	}

	private record Formatted(Instant instant, String text) {
	}

}
