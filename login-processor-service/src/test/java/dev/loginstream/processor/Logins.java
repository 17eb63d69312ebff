package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generators of record values between a good login and noise.
 */
final class Logins {

	private static final List<String> NAMES = List.of("user_id", "timestamp", "ip", "app_version", "locale",
			"device_id", "device_type", "ip_prefix", "ip_prefix_", "kafka_source", "i\\u0070", "a.b", "", "_id", "x");

	private static final List<byte[]> GOOD = List.of("""
			{"user_id":"a6397988","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI","device_id":"6221eb3d",\
			"timestamp":1720576825,"device_type":"iOS"}""", """
			{ "user_id" : 7 ,\r
			"timestamp" : "1694479551.25" , "ip" : "2001:db8:85a3::8a2e:370:7334" , "locale" : true , "x" : [ 1e400 ] }
			""", """
			{"ip_prefix":{"a":[null,{"\\u00e9":1.10}]},"timestamp":1.720576825e9,"user_id":"\ud83d\ude00\\ud83d",\
			"ip":"::ffff:192.0.2.1","kafka_source":"\u4e2d"}""")
		.stream()
		.map((login) -> login.getBytes(StandardCharsets.UTF_8))
		.toList();

	private Logins() {
	}

	/** Good logins with bits flipped, cut off, and parts of one put into another. */
	static Arbitrary<byte[]> mutated() {
		return Arbitraries.of(GOOD).flatMap((login) -> mutation().list().ofMinSize(1).ofMaxSize(4).map((mutations) -> {
			byte[] value = login;
			for (Mutation mutation : mutations) {
				value = mutation.apply(value);
			}
			return value;
		}));
	}

	private static Arbitrary<Mutation> mutation() {
		return Combinators
			.combine(Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 999),
					Arbitraries.integers().between(0, 999), Arbitraries.of(GOOD),
					Arbitraries.of("{}[]\",:\\ \n0eE-.u".chars().boxed().toList()))
			.as(Mutation::new);
	}

	/** Objects of known and unknown names with any values, most of them JSON. */
	static Arbitrary<byte[]> trees() {
		Arbitrary<Map<String, String>> odd = Arbitraries.maps(Arbitraries.of(NAMES), values()).ofMaxSize(8);
		Arbitrary<Map<String, String>> good = Arbitraries.of(Map.of("user_id", "\"user-1\"", "timestamp", "1720576825"),
				Map.of("user_id", "4711"), Map.of());
		return Combinators.combine(odd, good).as((fields, overrides) -> {
			fields.putAll(overrides);
			return fields.entrySet()
				.stream()
				.map((field) -> '"' + field.getKey() + "\":" + field.getValue())
				.collect(Collectors.joining(",", "{", "}"))
				.getBytes(StandardCharsets.UTF_8);
		});
	}

	private static Arbitrary<String> values() {
		Arbitrary<String> scalars = Arbitraries.oneOf(Arbitraries.of("null", "true", "false", "\"\"", "\" \\t\""),
				Arbitraries.longs().map(String::valueOf), Arbitraries.doubles().map(String::valueOf),
				Arbitraries.integers().between(946684790, 1767355210).map(String::valueOf), texts());
		return Arbitraries.lazyOf(() -> scalars, () -> scalars, () -> scalars,
				() -> values().list().ofMaxSize(3).map((items) -> '[' + String.join(" , ", items) + ']'),
				() -> Arbitraries.maps(Arbitraries.of(NAMES), values())
					.ofMaxSize(3)
					.map((fields) -> fields.entrySet()
						.stream()
						.map((field) -> '"' + field.getKey() + "\":" + field.getValue())
						.collect(Collectors.joining(",", "{", "}"))));
	}

	/** Any characters as a JSON string, with raw or escaped controls and surrogates. */
	static Arbitrary<String> texts() {
		Arbitrary<Character> characters = Arbitraries.oneOf(Arbitraries.chars().ascii(),
				Arbitraries.chars().range('\ud800', '\udfff'), Arbitraries.chars().all());
		return characters.map((c) -> escaped(c))
			.list()
			.ofMaxSize(12)
			.map((units) -> '"' + String.join("", units) + '"');
	}

	private static String escaped(char c) {
		boolean raw = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c) && c % 2 == 0;
		return raw ? Character.toString(c) : "\\u%04x".formatted((int) c);
	}

	private record Mutation(int kind, int from, int to, byte[] other, int telling) {

		byte[] apply(byte[] login) {
			int at = this.from * login.length / 1000;
			int until = Math.max(at, this.to * login.length / 1000);
			byte[] head = Arrays.copyOf(login, at);
			byte[] tail = Arrays.copyOfRange(login, Math.min(at + 1, login.length), login.length);
			int cut = this.from * this.other.length / 1000;
			return switch (this.kind) {
				case 0 -> head;
				case 1 -> joined(head, new byte[] { (byte) this.telling }, tail);
				case 2 -> joined(head, Arrays.copyOfRange(login, until, login.length));
				case 3 -> joined(Arrays.copyOf(login, until), Arrays.copyOfRange(login, at, login.length));
				case 4 -> joined(head, Arrays.copyOfRange(this.other, cut, this.other.length));
				default -> (at < login.length)
						? joined(head, new byte[] { (byte) (login[at] ^ 1 << this.to % 8) }, tail) : login;
			};
		}

		private static byte[] joined(byte[]... parts) {
			return Arrays.stream(parts)
				.map((part) -> new String(part, StandardCharsets.ISO_8859_1))
				.collect(Collectors.joining())
				.getBytes(StandardCharsets.ISO_8859_1);
		}

	}

}
