package dev.loginstream.indexer.analytics;

import java.util.function.Function;

/**
 * What the rules look at in a login.
 */
enum LoginField {

	/** Who. */
	USER("user_id", "user_id", Login::userId),
	/** With which device. */
	DEVICE("device_id", "device_id", Login::deviceId),
	/** Where. */
	REGION("locale", "locale", Login::region),
	/** From which network. */
	NETWORK("ip_prefix", "ip_prefix.keyword", Login::network);

	private final String label;

	private final String indexed;

	private final Function<Login, String> value;

	LoginField(String label, String indexed, Function<Login, String> value) {
		this.label = label;
		this.indexed = indexed;
		this.value = value;
	}

	/** Its name in the API. */
	String label() {
		return this.label;
	}

	/** Its name in the index, where it is one text. */
	String indexed() {
		return this.indexed;
	}

	String of(Login login) {
		return this.value.apply(login);
	}

	boolean isKnown(Login login) {
		return !of(login).equals(Login.UNKNOWN);
	}

}
