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

	private LoginHeaders() {
	}

}
