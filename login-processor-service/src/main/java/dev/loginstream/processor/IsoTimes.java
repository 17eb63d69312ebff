package dev.loginstream.processor;

import java.time.Instant;

/**
 * ISO-8601 texts of instants, UTC. Logins of the same second come one after the other, so
 * the last text is kept.
 */
final class IsoTimes {

	// Immutable and of no meaning beyond speed, so threads may race for it.
	private Formatted last = new Formatted(Instant.EPOCH, Instant.EPOCH.toString());

	/**
	 * Like {@link Instant#toString()}.
	 * @param instant any
	 * @return such as {@code 2024-07-10T02:00:25Z}
	 */
	String format(Instant instant) {
		Formatted formatted = this.last;
		if (!formatted.instant().equals(instant)) {
			formatted = new Formatted(instant, instant.toString());
			this.last = formatted;
		}
		return formatted.text();
	}

	private record Formatted(Instant instant, String text) {
	}

}
