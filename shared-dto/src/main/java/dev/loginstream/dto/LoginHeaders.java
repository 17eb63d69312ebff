package dev.loginstream.dto;

/**
 * Names of the record headers that the services add. A dead letter also carries
 * spring-kafka's {@code kafka_dlt-original-*} headers.
 */
public final class LoginHeaders {

	/** Partition of the source record in {@code user-login}: four bytes, big-endian. */
	public static final String SOURCE_PARTITION = "source-partition";

	/** Offset of the source record in {@code user-login}: eight bytes, big-endian. */
	public static final String SOURCE_OFFSET = "source-offset";

	/**
	 * Timestamp of the source record in {@code user-login}, ms since the epoch: eight
	 * bytes, big-endian.
	 */
	public static final String SOURCE_TIMESTAMP = "source-timestamp";

	/** Why a dead letter was rejected: a {@link RejectionReason#code()}, UTF-8. */
	public static final String REJECTION_REASON = "rejection-reason";

	/** Where and what, for a person to read; never quotes the payload. UTF-8. */
	public static final String REJECTION_DETAIL = "rejection-detail";

	/** Name of the service that rejected the record, UTF-8. */
	public static final String REJECTING_SERVICE = "rejecting-service";

	/**
	 * On a record of {@code user-login-redrive} and on what it becomes: {@link #REPAIR}
	 * or {@link #REDRIVE}, UTF-8. The {@code source-*} headers of such a record name the
	 * record in {@code user-login} that it is a copy of.
	 */
	public static final String REDRIVEN_BY = "redriven-by";

	/** The audit found no document of the record. */
	public static final String REPAIR = "repair";

	/** The record was rejected; the {@code dead-letter-*} headers say where. */
	public static final String REDRIVE = "redrive";

	/**
	 * Partition in {@code user-login-dlt} of the dead letter that was redriven: four
	 * bytes, big-endian. Where that letter came itself of a redriven record, a record of
	 * {@code user-login-redrive} has this header and its like twice: of the earlier
	 * letter first, of the letter last.
	 */
	public static final String DEAD_LETTER_PARTITION = "dead-letter-partition";

	/**
	 * Offset in {@code user-login-dlt} of the dead letter that was redriven: eight bytes,
	 * big-endian.
	 */
	public static final String DEAD_LETTER_OFFSET = "dead-letter-offset";

	/**
	 * Timestamp of the dead letter that was redriven, ms since the epoch: eight bytes,
	 * big-endian.
	 */
	public static final String DEAD_LETTER_TIMESTAMP = "dead-letter-timestamp";

	private LoginHeaders() {
	}

}
