package dev.loginstream.faults;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for secrets in what a service put out: as they are and in each form that code
 * which prints bytes or text gives them, whatever stands around them. Case and white
 * space do not matter.
 */
final class LeakSearch {

	/** Zeros too: text in UTF-16 that is read as one byte a character has them. */
	private static final Pattern SPACE = Pattern.compile("[\\s\\x00]+");

	private static final int CONTEXT = 80;

	/** What each form is of, by the form. */
	private final Map<String, String> forms = new LinkedHashMap<>();

	LeakSearch(Collection<Secret> secrets) {
		for (Secret secret : secrets) {
			secret.pieces().forEach((piece) -> add(secret.what(), piece));
		}
	}

	/**
	 * Looks for all secrets.
	 * @param text in which there should be none
	 * @return what was found, in which form and where; empty for nothing
	 */
	List<String> in(String text) {
		String normal = normal(text);
		return this.forms.entrySet().stream().filter((form) -> normal.contains(form.getKey())).map((form) -> {
			int at = normal.indexOf(form.getKey());
			return form.getValue() + ": …"
					+ normal.substring(Math.max(0, at - CONTEXT), Math.min(normal.length(), at + CONTEXT)) + "…";
		}).toList();
	}

	/** The same in bytes that may be no text. */
	List<String> in(byte[] bytes) {
		// One character a byte, so that bytes that are not UTF-8 hide nothing.
		return in(new String(bytes, StandardCharsets.ISO_8859_1));
	}

	private void add(String what, String piece) {
		byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
		put(what, "text", piece);
		put(what, "hex", HexFormat.of().formatHex(bytes));
		put(what, "hex with colons", HexFormat.ofDelimiter(":").formatHex(bytes));
		// Without the brackets, as it may stand in the middle of others.
		put(what, "list of bytes", Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
		put(what, "URL", URLEncoder.encode(piece, StandardCharsets.UTF_8));
		put(what, "URL with every character escaped", escaped(piece, "%%%02x"));
		put(what, "JSON with every character escaped", escaped(piece, "\\u%04x"));
		for (int before = 0; before < 3; before++) {
			put(what, "Base64", base64(Base64.getEncoder(), bytes, before));
			put(what, "Base64 for URLs", base64(Base64.getUrlEncoder(), bytes, before));
		}
	}

	private void put(String what, String form, String text) {
		this.forms.putIfAbsent(normal(text), what + " as " + form);
	}

	private static String escaped(String piece, String format) {
		return piece.chars().mapToObj((c) -> format.formatted(c)).collect(Collectors.joining());
	}

	/**
	 * The characters that are the same whatever comes after the bytes, and before them a
	 * number of bytes that leaves this remainder when divided by three.
	 */
	private static String base64(Base64.Encoder encoder, byte[] bytes, int before) {
		byte[] shifted = new byte[before + bytes.length];
		System.arraycopy(bytes, 0, shifted, before, bytes.length);
		return encoder.encodeToString(shifted).substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
	}

	private static String normal(String text) {
		return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
	}

}
