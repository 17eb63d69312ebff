package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds text of ASCII as bytes: a string, turned into bytes, is copied twice.
 */
final class AsciiBuilder {

	private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final byte[] buffer;

	private int length;

	/**
	 * An empty text.
	 * @param capacity the most bytes that it will have
	 */
	AsciiBuilder(int capacity) {
		this.buffer = new byte[capacity];
	}

	AsciiBuilder clear() {
		this.length = 0;
		return this;
	}

	AsciiBuilder append(byte[] text) {
		System.arraycopy(text, 0, this.buffer, this.length, text.length);
		this.length += text.length;
		return this;
	}

	/**
	 * Appends a UUID as {@link java.util.UUID#toString()} shows it.
	 * @param high its first 64 bits
	 * @param low its last 64 bits
	 * @return this
	 */
	AsciiBuilder appendUuid(long high, long low) {
		return hex(high >>> 32, 8).dash()
			.hex(high >>> 16, 4)
			.dash()
			.hex(high, 4)
			.dash()
			.hex(low >>> 48, 4)
			.dash()
			.hex(low, 12);
	}

	private AsciiBuilder hex(long bits, int digits) {
		for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
			this.buffer[this.length++] = HEX_DIGITS[(int) (bits >>> shift) & 0xf];
		}
		return this;
	}

	private AsciiBuilder dash() {
		this.buffer[this.length++] = '-';
		return this;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.buffer, this.length);
	}

}
