package dev.loginstream.indexer;

import java.util.Locale;

/**
 * What can stand in the way of a document without being its fault.
 */
enum RetryCause {

	/** No answer, or not in time: the request may have been carried out or not. */
	NO_ANSWER,
	/** Status 429: OpenSearch pushes back. */
	TOO_MANY_REQUESTS,
	/** Status 5xx, such as 503 for a shard that is not there. */
	SERVER_ERROR,
	/** Status 403 with a cluster or index block: read-only, disk full. */
	BLOCKED,
	/** Status 401 or 403: credentials or rights. */
	UNAUTHORIZED,
	/** The index cannot be made: shard limit, alias taken, or no such index. */
	INDEX_UNAVAILABLE;

	/**
	 * The cause as it stands in meter tags.
	 * @return lower snake case, {@code no_answer}
	 */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
