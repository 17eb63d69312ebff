package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that was redriven, as a record says that came of it.
 *
 * @param partition in {@code user-login-dlt}
 * @param offset in {@code user-login-dlt}
 * @param timestamp of the dead letter, ms since the epoch
 */
public record RedrivenLetter(int partition, long offset, long timestamp) {

	/**
	 * Reads the last letter.
	 * @param headers of whatever came of a letter
	 * @return null where there is none that can be read
	 */
	public static @Nullable RedrivenLetter last(Headers headers) {
		return read(headers, 0);
	}

	/**
	 * Reads the letter before the last: a record of {@code user-login-redrive} has two
	 * where the letter that it is a copy of was itself of a redriven record.
	 * @param headers of a record of {@code user-login-redrive}
	 * @return null where there is none that can be read
	 */
	static @Nullable RedrivenLetter beforeLast(Headers headers) {
		return read(headers, 1);
	}

	private static @Nullable RedrivenLetter read(Headers headers, int fromLast) {
		byte[] partition = value(headers, LoginHeaders.DEAD_LETTER_PARTITION, fromLast, Integer.BYTES);
		byte[] offset = value(headers, LoginHeaders.DEAD_LETTER_OFFSET, fromLast, Long.BYTES);
		byte[] timestamp = value(headers, LoginHeaders.DEAD_LETTER_TIMESTAMP, fromLast, Long.BYTES);
		if (partition == null || offset == null || timestamp == null) {
			return null;
		}
		return new RedrivenLetter(ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(),
				ByteBuffer.wrap(timestamp).getLong());
	}

	private static byte @Nullable [] value(Headers headers, String name, int fromLast, int length) {
		Deque<Header> lastFirst = new ArrayDeque<>();
		headers.headers(name).forEach(lastFirst::push);
		return lastFirst.stream()
			.skip(fromLast)
			.findFirst()
			.map(Header::value)
			.filter((value) -> value.length == length)
			.orElse(null);
	}

}
