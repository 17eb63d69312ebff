package dev.loginstream.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replacements in a JSON text. What no edit touches is copied byte by byte, so that
 * unknown fields leave as they came: the digits of a number, the escapes of a string.
 */
final class JsonEdits {

	private final byte[] source;

	private final List<Edit> edits = new ArrayList<>(4);

	private int length;

	JsonEdits(byte[] source) {
		this.source = source;
		this.length = source.length;
	}

	/**
	 * Puts text in the place of a range. Ranges may come in any order and must not
	 * overlap; empty ones insert, at one place in the order they came.
	 * @param from first byte of the range
	 * @param to first byte after it
	 * @param text what stands there instead, in parts of ASCII
	 */
	void replace(int from, int to, String... text) {
		this.edits.add(new Edit(from, to, text));
		this.length -= to - from;
		for (String part : text) {
			this.length += part.length();
		}
	}

	byte[] toBytes() {
		this.edits.sort(Comparator.comparingInt(Edit::from));
		byte[] result = new byte[this.length];
		int read = 0;
		int written = 0;
		for (Edit edit : this.edits) {
			int unchanged = edit.from() - read;
			System.arraycopy(this.source, read, result, written, unchanged);
			written += unchanged;
			for (String part : edit.text()) {
				written += copy(part, result, written);
			}
			read = edit.to();
		}
		System.arraycopy(this.source, read, result, written, this.source.length - read);
		return result;
	}

	// Deprecated for what it does to characters beyond Latin-1; there are none here.
	@SuppressWarnings("deprecation")
	private static int copy(String ascii, byte[] target, int at) {
		ascii.getBytes(0, ascii.length(), target, at);
		return ascii.length();
	}

	private record Edit(int from, int to, String... text) {
	}

}
