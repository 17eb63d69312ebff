package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.dto.RejectionReason;

/**
 * Structures that are no object, no JSON, too deep, too large or aimed at who reads the
 * names.
 */
final class HostileShapes {

	private static final String SAMPLE = """
			{"user_id":"a6397988-1649-4859-ae5f-a1407b638ca6","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI",\
			"device_id":"6221eb3d-89b5-4585-8c98-545b78e24c53","timestamp":1720576825,"device_type":"iOS"}""";

	private static final List<String> NAMES = List.of("", " ", ".", "..", "...", "a.b.c", ".a", "a.", "a..b", "a.b.",
			"_id", "_source", "_index", "_type", "_routing", "_field_names", "_ignored", "@timestamp",
			"timestamp.seconds", "ip.address", "ip_prefix.gte", "ip_prefix", "ip_prefix_", "ip_prefix\":0,\"ip_prefix_",
			"ip_prefix__\":0,\"ip_prefix\":1,\"ip_prefix_", "kafka_source", "kafka\\u005fsource", "kafka_source.offset",
			"kafka_source_", "user_id ", "USER_ID", "user\u00adid", "user_id\\u0000", "__proto__", "constructor",
			"prototype", "toString", "class", "@class", "@type", "$ref", "$where", "$gt", "*", "a*", "?", "-", "#",
			"[0]", "a[0]", "key\\\"quote", "back\\\\slash", "null", "true", "\ud83d\ude00", "\u202e_di",
			"device_type.keyword", "x".repeat(60_000));

	private HostileShapes() {
	}

	static Stream<HostileInput> all() {
		return Stream.of(truncated(), nested(), names(), repeated(), malformed(), noObjects(), large(), colliding())
			.flatMap((inputs) -> inputs);
	}

	private static Stream<HostileInput> truncated() {
		byte[] sample = SAMPLE.getBytes(StandardCharsets.UTF_8);
		return IntStream.range(0, sample.length)
			.mapToObj((length) -> new HostileInput("sample cut off at byte " + length, Arrays.copyOf(sample, length),
					RejectionReason.NOT_JSON));
	}

	private static Stream<HostileInput> nested() {
		return Stream.of(99, 100, 101, 10_000).flatMap((depth) -> {
			int levels = depth - 1;
			RejectionReason tooDeep = (depth > 100) ? RejectionReason.NOT_JSON : null;
			String arrays = "[".repeat(levels) + "]".repeat(levels);
			String objects = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
			String name = " to level " + depth;
			return Stream.of(HostileInput.login("unknown arrays" + name, "\"x\":" + arrays, tooDeep),
					HostileInput.login("unknown objects" + name, "\"x\":" + objects, tooDeep),
					HostileInput.login("ip of arrays" + name, "\"ip\":" + arrays, tooDeep),
					HostileInput.login("text field of arrays" + name, "\"locale\":" + arrays,
							(tooDeep != null) ? tooDeep : RejectionReason.INVALID_FIELD),
					HostileInput.of("array around arrays" + name, "[" + arrays + "]",
							(tooDeep != null) ? tooDeep : RejectionReason.NOT_AN_OBJECT),
					HostileInput.of("brackets left open" + name, "[".repeat(depth), RejectionReason.NOT_JSON));
		});
	}

	private static Stream<HostileInput> names() {
		return NAMES.stream().flatMap((name) -> {
			String shown = (name.length() < 40) ? '"' + name + '"' : "of %d characters".formatted(name.length());
			return Stream.of(HostileInput.login("field named " + shown, "\"" + name + "\":[1]", null),
					HostileInput.login("field within x named " + shown, "\"x\":{\"" + name + "\":null}", null));
		});
	}

	private static Stream<HostileInput> repeated() {
		return Stream
			.of("\"a\":1,\"a\":1", "\"a\":1,\"\\u0061\":1", "\"\":1,\"\":2", "\"user_id\":1",
					"\"user\\u005fid\":\"user-1\"", "\"timestamp\":1", "\"ip\":1,\"ip\":\"192.0.2.1\"",
					"\"ip\":\"192.0.2.1\",\"\\u0069p\":\"192.0.2.2\"", "\"ip_prefix\":1,\"ip\\u005fprefix\":2",
					"\"x\":{\"a\":1,\"a\":1}", "\"x\":[{\"/\":1,\"\\/\":1}]", "\"\ud83d\ude00\":1,\"\\ud83d\\ude00\":2",
					"\"locale\":null,\"locale\":null")
			.map((fields) -> HostileInput.login("repeated key in " + fields, fields, RejectionReason.NOT_JSON));
	}

	private static Stream<HostileInput> malformed() {
		return Stream
			.of("%s,", "%s%s", "%s\n%s", "%s {}", "%s]", "[%s", ",%s", "(%s)", "%s;", "callback(%s)", "//\n%s",
					"/* */%s", "#\n%s", "<!-- -->%s", "%s // end", ")]}',\n%s", "\u001e%s", "%s\u001e", "data: %s",
					"\u00a0%s", "%s\u2028", "{%s}", "{\"x\":%s", "{\"x\":%s,}", "{\"x\":%s\"y\":1}", "{\"x\" %s}",
					"{\"x\"=%s}", "{\"x\"::%s}", "{,\"x\":%s}", "{\"x\":%s,,\"y\":1}", "{'x':%s}", "{x:%s}", "{`x`:%s}",
					"{1:%s}", "{null:%s}", "{[1]:%s}", "{\"x\":[%s,]}", "{\"x\":[,%s]}", "{\"x\":[%s}", "{\"x\":(%s)}",
					"{\"x\":True,%s}", "{\"x\":undefined,\"y\":%s}", "{\"x\":\"%s\"}", "{\"x\":'a',\"y\":%s}",
					"{\"x\":/*c*/%s}", "{\"x\":...%s}", "{\"x\":nul,\"y\":%s}", "{\"x\":nulll,\"y\":%s}",
					"{\"x\":TRUE,\"y\":%s}")
			.map((form) -> HostileInput.of("malformed as " + form.replaceAll("\\p{Cc}", " "),
					form.replace("%s", SAMPLE), RejectionReason.NOT_JSON));
	}

	private static Stream<HostileInput> noObjects() {
		return Stream.concat(
				Stream.of("", " ", "\t\r\n", "}", "]", ":", ",", "\"", "<login/>", "user_id: user-1", "---")
					.map((text) -> HostileInput.of("no JSON at all: " + text.replaceAll("\\p{Cc}", "_"), text,
							RejectionReason.NOT_JSON)),
				Stream
					.of("null", "true", "false", "0", "-0", "1e400", "\"\"", "[]", "\"login\"", "[" + SAMPLE + "]",
							" [[{}]] ", "\"" + SAMPLE.replace("\"", "\\\"") + "\"")
					.map((text) -> HostileInput.of("no object: " + text, text, RejectionReason.NOT_AN_OBJECT)));
	}

	private static Stream<HostileInput> large() {
		String manyNames = IntStream.range(0, 10_000)
			.mapToObj((i) -> "\"f" + i + "\":1")
			.collect(Collectors.joining(","));
		return Stream.of(HostileInput.login("10 000 names", manyNames, null),
				HostileInput.login("10 000 names and one twice", manyNames + ",\"f9999\":1", RejectionReason.NOT_JSON),
				HostileInput.login("text of half a MiB", "\"locale\":\"" + "x".repeat(1 << 19) + '"', null),
				HostileInput.login("escapes of half a MiB", "\"locale\":\"" + "\\u0041".repeat(80_000) + '"', null),
				HostileInput.login("ip of half a MiB", "\"ip\":\"" + "1".repeat(1 << 19) + '"', null),
				HostileInput.login("ip of many colons", "\"ip\":\"" + ":".repeat(1 << 19) + '"', null),
				HostileInput.login("name of half a MiB", '"' + "x".repeat(1 << 19) + "\":1", null),
				HostileInput.login("blank text of half a MiB", "\"locale\":\"" + " ".repeat(1 << 19) + '"', null),
				HostileInput.login("number of half a MiB", "\"locale\":" + "7".repeat(1 << 19), null),
				HostileInput.login("white space of half a MiB", "\"x\":1" + " \n".repeat(1 << 18), null),
				HostileInput.login("array of 200 000 items", "\"x\":[" + "1,".repeat(200_000) + "1]", null),
				HostileInput.login("array of 200 000 objects", "\"x\":[" + "{},".repeat(200_000) + "1]", null),
				HostileInput.login("one byte more than a MiB", "\"x\":\"" + "x".repeat((1 << 20) - 48) + '"',
						RejectionReason.TOO_LARGE));
	}

	private static Stream<HostileInput> colliding() {
		return Stream.of(HostileInput.login("10 000 names of one String hash code", fields(namesOfOneHashCode()), null),
				HostileInput.login("10 000 names of one hash in Jackson's table", fields(namesOfOneJacksonHash()),
						null));
	}

	private static Stream<String> namesOfOneHashCode() {
		return IntStream.range(0, 10_000)
			.mapToObj((i) -> IntStream.range(0, 14)
				.mapToObj((bit) -> ((i >> bit & 1) == 0) ? "Aa" : "BB")
				.collect(Collectors.joining()));
	}

	// Eight characters are two integers to Jackson, hashed as mix(first) + 33 * second
	// before it adds its secret: for any first there is a second of the same hash.
	private static Stream<String> namesOfOneJacksonHash() {
		int inverseOf33 = 0x3e0f83e1;
		return IntStream.range(0, 1 << 20)
			.map((i) -> 0x60606060 | i >> 15 << 24 | (i >> 10 & 31) << 16 | (i >> 5 & 31) << 8 | i & 31)
			.mapToObj((first) -> {
				int mixed = first + (first >>> 15);
				int second = (0x12345678 - (mixed ^ mixed >>> 9)) * inverseOf33;
				return new String(ByteBuffer.allocate(8).putInt(first).putInt(second).array(),
						StandardCharsets.ISO_8859_1);
			})
			.filter((name) -> name.chars().allMatch((c) -> c >= ' ' && c < 128 && c != '"' && c != '\\'))
			.limit(10_000);
	}

	private static String fields(Stream<String> names) {
		return names.map((name) -> '"' + name + "\":1").collect(Collectors.joining(","));
	}

}
