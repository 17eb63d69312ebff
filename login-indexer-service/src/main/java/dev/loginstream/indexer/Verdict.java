package dev.loginstream.indexer;

/**
 * What OpenSearch said to one document.
 */
sealed interface Verdict {

	/** Written now. */
	record Indexed() implements Verdict {
	}

	/** Was there already: the record has been delivered before. */
	record Duplicate() implements Verdict {
	}

	/**
	 * Can never be written.
	 *
	 * @param detail why; never quotes the payload
	 */
	record Refused(String detail) implements Verdict {
	}

	/**
	 * Nothing is known, or not yet: to be tried again.
	 *
	 * @param cause what stood in the way
	 */
	record Undecided(RetryCause cause) implements Verdict {
	}

}
