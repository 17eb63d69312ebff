package dev.loginstream.dto;

import java.util.Locale;

/**
 * Why a record went to {@code user-login-dlt} instead of the index. A record with several
 * faults has the first of them in this order.
 */
public enum RejectionReason {

	/** The record has no value at all. */
	NULL_VALUE,

	/**
	 * The value has more than 1 MiB (2<sup>20</sup> bytes), or key, value and headers
	 * together have more than 2 MiB.
	 */
	TOO_LARGE,

	/**
	 * The value is not exactly one JSON text in UTF-8, or repeats a key, or nests deeper
	 * than 100 levels.
	 */
	NOT_JSON,

	/** The value is a JSON text, but not an object. */
	NOT_AN_OBJECT,

	/** No {@code user_id} that is non-blank text or an integer. */
	MISSING_USER_ID,

	/** No {@code timestamp}, or null, or blank text. */
	MISSING_TIMESTAMP,

	/** {@code timestamp} is neither a number nor numeric text. */
	INVALID_TIMESTAMP,

	/**
	 * {@code timestamp} is before 2000-01-01 or more than a day ahead, see
	 * {@code login.processor.max-ahead}.
	 */
	TIMESTAMP_OUT_OF_RANGE,

	/** A text field holds an object or an array. */
	INVALID_FIELD,

	/** OpenSearch refuses the document for good. */
	UNINDEXABLE;

	/**
	 * The reason as it stands in headers and meter tags.
	 * @return lower snake case, {@code missing_user_id}
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
