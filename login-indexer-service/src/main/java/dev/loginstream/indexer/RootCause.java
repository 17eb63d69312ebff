package dev.loginstream.indexer;

import org.springframework.core.NestedExceptionUtils;

/**
 * What a log line says of a failure: Kafka's clients and Spring wrap the one that tells
 * what to mend, such as a certificate or a right.
 */
public final class RootCause {

	private RootCause() {
	}

	/**
	 * The innermost failure.
	 * @param failure as caught
	 * @return its type and its message, in one line
	 */
	public static String of(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure).toString().lines().findFirst().orElseThrow();
	}

}
