package dev.loginstream.faults;

/**
 * A kind of fault, of one document or of a whole request.
 */
enum Fault {

	TOO_MANY_REQUESTS(429, "rejected_execution_exception"),

	UNAVAILABLE(503, "unavailable_shards_exception"),

	REFUSED(400, "mapper_parsing_exception"),

	/** The connection is closed, and OpenSearch never gets the request. */
	RESET_BEFORE,

	/** The connection is closed, though OpenSearch has the documents. */
	RESET_AFTER;

	private final int status;

	private final String errorType;

	Fault(int status, String errorType) {
		this.status = status;
		this.errorType = errorType;
	}

	Fault() {
		this(0, "");
	}

	int status() {
		return this.status;
	}

	String errorType() {
		return this.errorType;
	}

}
