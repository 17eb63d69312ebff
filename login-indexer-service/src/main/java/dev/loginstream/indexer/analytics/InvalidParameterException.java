package dev.loginstream.indexer.analytics;

/**
 * A parameter of a request that cannot be answered. Its message is for the user and never
 * quotes the value, which may be personal data.
 */
final class InvalidParameterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	/**
	 * Names it.
	 * @param parameter as in the request
	 * @param expected what was expected, such as {@code Expected a time before to}
	 */
	InvalidParameterException(String parameter, String expected) {
		super(expected, null, false, false);
		this.parameter = parameter;
	}

	String parameter() {
		return this.parameter;
	}

}
