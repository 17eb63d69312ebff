package dev.loginstream.indexer;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Which index a login goes to. Logins of the same second come one after the other, so the
 * last answers are kept.
 */
final class IndexNames {

	private final IndexRotation rotation;

	// Immutable and of no meaning beyond speed, so threads may race for them.
	private final Named[] last = new Named[16];

	IndexNames(IndexRotation rotation) {
		this.rotation = rotation;
	}

	/**
	 * Finds the index.
	 * @param timestamp time of the login, such as {@code 2024-07-10T02:00:25Z}
	 * @return its name, or null if the text is not an ISO-8601 time with an offset
	 */
	@Nullable String of(String timestamp) {
		int slot = timestamp.hashCode() & (this.last.length - 1);
		Named named = this.last[slot];
		if (named == null || !named.timestamp().equals(timestamp)) {
			try {
				named = new Named(timestamp,
						this.rotation.indexOf(LoginDocument.ALIAS, OffsetDateTime.parse(timestamp).toInstant()));
			}
			catch (DateTimeException ex) {
				return null;
			}
			this.last[slot] = named;
		}
		return named.index();
	}

	private record Named(String timestamp, String index) {
	}

}
