package dev.loginstream.processor;

import dev.loginstream.dto.RejectionReason;

/**
 * What became of one record of {@code user-login}.
 */
sealed interface Verdict {

	/**
	 * A login.
	 *
	 * @param value a {@code ProcessedUserLogin}, JSON in UTF-8
	 */
	record Processed(byte[] value) implements Verdict {
	}

	/**
	 * Not a login.
	 *
	 * @param reason the first fault found, in the order of {@link RejectionReason}
	 * @param detail what was expected and what was found where; never quotes the payload
	 */
	record Rejected(RejectionReason reason, String detail) implements Verdict {
	}

}
