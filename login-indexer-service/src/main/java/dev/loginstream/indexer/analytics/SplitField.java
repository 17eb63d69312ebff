package dev.loginstream.indexer.analytics;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a histogram of logins can be split by.
 */
enum SplitField {

	DEVICE_TYPE, APP_VERSION, LOCALE;

	/**
	 * Reads a parameter.
	 * @throws IllegalArgumentException if there is no such field
	 */
	static SplitField of(String name) {
		for (SplitField field : values()) {
			if (field.toString().equals(name)) {
				return field;
			}
		}
		throw new IllegalArgumentException("No such field");
	}

	/** The name of the field in a document. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
