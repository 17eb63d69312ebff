package dev.loginstream.indexer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Which events share an index. The time of the <em>event</em> decides, so that the same
 * record meets the same index however late it is delivered again, and its id is found
 * there.
 */
public enum IndexRotation {

	/** {@code processed-user-login-index-2024.07.10}. */
	DAILY("-yyyy.MM.dd"),
	/** {@code processed-user-login-index-2024.07}. */
	MONTHLY("-yyyy.MM"),
	/** {@code processed-user-login-index-all}. */
	NONE("'-all'");

	private final DateTimeFormatter suffix;

	IndexRotation(String suffix) {
		this.suffix = DateTimeFormatter.ofPattern(suffix).withZone(ZoneOffset.UTC);
	}

	/**
	 * Names the index.
	 * @param alias behind which it is read
	 * @param event when it happened
	 */
	String indexOf(String alias, Instant event) {
		return alias + this.suffix.format(event);
	}

}
