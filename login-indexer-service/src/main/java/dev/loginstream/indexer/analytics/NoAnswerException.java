package dev.loginstream.indexer.analytics;

/**
 * OpenSearch gave no answer in time, or not a whole one. Its message says why and has
 * nothing of the query.
 */
final class NoAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoAnswerException(String reason) {
		super(reason, null, false, false);
	}

}
