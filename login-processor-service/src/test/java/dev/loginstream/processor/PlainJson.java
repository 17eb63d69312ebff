package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * RFC 8259 read by hand, for comparison: an oracle that shares the processor's parser
 * would share its mistakes.
 */
final class PlainJson {

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");

	private final String text;

	private int at;

	private PlainJson(String text) {
		this.text = text;
	}

	/**
	 * Reads a value that must be one JSON text: UTF-8, no key twice, 100 levels.
	 * @return the text without white space around it, or null
	 */
	static @Nullable String read(byte[] value) {
		try {
			PlainJson json = new PlainJson(decode(value));
			json.skipWhitespace();
			String whole = json.value(0);
			json.skipWhitespace();
			json.require(json.at == json.text.length());
			return whole;
		}
		catch (Malformed ex) {
			return null;
		}
	}

	/**
	 * Reads the fields of an object.
	 * @return each value as it is written, by its name without escapes
	 */
	static Map<String, String> fields(String object) {
		return new PlainJson(object).members(1);
	}

	/** Reads a string as it is written, quotes and escapes included. */
	static String string(String raw) {
		return new PlainJson(raw).string();
	}

	private static String decode(byte[] value) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new Malformed();
		}
	}

	private String value(int depth) {
		int from = this.at;
		switch (next()) {
			case '{' -> {
				this.at--;
				members(depth + 1);
			}
			case '[' -> elements(depth + 1);
			case '"' -> {
				this.at--;
				string();
			}
			case 't' -> word("rue");
			case 'f' -> word("alse");
			case 'n' -> word("ull");
			default -> {
				Matcher number = NUMBER.matcher(this.text).region(from, this.text.length());
				require(number.lookingAt());
				this.at = number.end();
			}
		}
		return this.text.substring(from, this.at);
	}

	private Map<String, String> members(int depth) {
		require(next() == '{' && depth <= 100);
		Map<String, String> members = new TreeMap<>();
		skipWhitespace();
		for (char c = peek(); c != '}'; c = next()) {
			require(members.isEmpty() || c == ',');
			skipWhitespace();
			String name = string();
			// Half a character cannot be written in UTF-8, and no field is named so.
			require(name.codePoints()
				.noneMatch((code) -> code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE));
			skipWhitespace();
			require(next() == ':');
			skipWhitespace();
			require(members.put(name, value(depth)) == null);
			skipWhitespace();
		}
		this.at += members.isEmpty() ? 1 : 0;
		return members;
	}

	private void elements(int depth) {
		require(depth <= 100);
		skipWhitespace();
		if (peek() == ']') {
			this.at++;
			return;
		}
		char separator;
		do {
			skipWhitespace();
			value(depth);
			skipWhitespace();
			separator = next();
		}
		while (separator == ',');
		require(separator == ']');
	}

	private String string() {
		require(next() == '"');
		StringBuilder characters = new StringBuilder();
		for (char c = next(); c != '"'; c = next()) {
			require(c >= ' ');
			characters.append((c == '\\') ? escaped(next()) : c);
		}
		return characters.toString();
	}

	private char escaped(char c) {
		if (c == 'u') {
			int unit = 0;
			for (int i = 0; i < 4; i++) {
				int digit = "0123456789abcdef".indexOf(Character.toLowerCase(next()));
				require(digit >= 0);
				unit = 16 * unit + digit;
			}
			return (char) unit;
		}
		int simple = "\"\\/bfnrt".indexOf(c);
		require(simple >= 0);
		return "\"\\/\b\f\n\r\t".charAt(simple);
	}

	private void word(String rest) {
		require(this.text.startsWith(rest, this.at));
		this.at += rest.length();
	}

	private void skipWhitespace() {
		while (this.at < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.at)) >= 0) {
			this.at++;
		}
	}

	private char peek() {
		require(this.at < this.text.length());
		return this.text.charAt(this.at);
	}

	private char next() {
		char c = peek();
		this.at++;
		return c;
	}

	private void require(boolean condition) {
		if (!condition) {
			throw new Malformed();
		}
	}

	private static final class Malformed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Malformed() {
			super(null, null, false, false);
		}

	}

}
