package dev.loginstream.processor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class UserLoginProcessorTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final UserLoginProcessor processor = new UserLoginProcessor(InstantSource.fixed(NOW), Duration.ofDays(1));

	@Test
	void completeLoginIsMaskedInPlace() {
		assertThat(processed("""
				{"user_id":"a6397988","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI",\
				"device_id":"6221eb3d","timestamp":1720576825,"device_type":"iOS"}""")).isEqualTo("""
				{"user_id":"a6397988","app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24",\
				"locale":"RI","device_id":"6221eb3d","timestamp":"2024-07-10T02:00:25Z","device_type":"iOS"}""");
	}

	@Test
	void loginOfUserAndTimeAloneIsCompletedWithUnknown() {
		assertThat(processed("""
				{"user_id":"a6397988","timestamp":1720576825}""")).isEqualTo("""
				{"user_id":"a6397988","timestamp":"2024-07-10T02:00:25Z","ip":"unknown","app_version":"unknown",\
				"locale":"unknown","device_id":"unknown","device_type":"unknown"}""");
	}

	// ip

	@ParameterizedTest
	@CsvSource(textBlock = """
			192.0.2.239,     192.0.2.xxx,     192.0.2.0/24
			0.0.0.0,         0.0.0.xxx,       0.0.0.0/24
			10.0.0.1,        10.0.0.xxx,      10.0.0.0/24
			127.0.0.1,       127.0.0.xxx,     127.0.0.0/24
			169.254.10.20,   169.254.10.xxx,  169.254.10.0/24
			224.0.0.251,     224.0.0.xxx,     224.0.0.0/24
			255.255.255.255, 255.255.255.xxx, 255.255.255.0/24
			""")
	void ipv4KeepsItsFirstThreeParts(String ip, String masked, String prefix) {
		JsonNode login = processedTree("\"ip\":\"" + ip + '"');

		assertThat(login.get("ip").asString()).isEqualTo(masked);
		assertThat(login.get("ip_prefix").asString()).isEqualTo(prefix);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3:xxxx, 2001:db8:85a3::/48
			2001:db8:85a3::8a2e:370:7334,         2001:db8:85a3:xxxx, 2001:db8:85a3::/48
			2001:0DB8:0000::1,                    2001:db8:0:xxxx,    2001:db8:0::/48
			::1,                                  0:0:0:xxxx,         0:0:0::/48
			::,                                   0:0:0:xxxx,         0:0:0::/48
			64:ff9b::192.0.2.33,                  64:ff9b:0:xxxx,     64:ff9b:0::/48
			::ffff:192.0.2.128,                   192.0.2.xxx,        192.0.2.0/24
			::FFFF:c000:0280,                     192.0.2.xxx,        192.0.2.0/24
			0:0:0:0:0:ffff:192.0.2.128,           192.0.2.xxx,        192.0.2.0/24
			""")
	void ipv6KeepsItsFirst48BitsUnlessMapped(String ip, String masked, String prefix) {
		JsonNode login = processedTree("\"ip\":\"" + ip + '"');

		assertThat(login.get("ip").asString()).isEqualTo(masked);
		assertThat(login.get("ip_prefix").asString()).isEqualTo(prefix);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "3221225985", "1.5", "{\"v4\":\"192.0.2.1\"}", "[\"192.0.2.1\"]", "\"\"",
			"\" \"", "\"192.0.2.1 \"", "\"192.0.2.01\"", "\"localhost\"" })
	void whatIsNoAddressBecomesUnknownWithoutPrefix(String ip) {
		JsonNode login = processedTree("\"ip\":" + ip);

		assertThat(login.get("ip").asString()).isEqualTo("unknown");
		assertThat(login.has("ip_prefix")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"i\\u0070\":\"192.0.2.1\"", "\"ip\":\"192.0.2.\\u0031\"",
			"\"\\u0069\\u0070\" : \n\"192.0.2.1\"" })
	void addressWrittenWithEscapesIsMasked(String field) {
		assertThat(processedTree(field).get("ip").asString()).isEqualTo("192.0.2.xxx");
	}

	@Test
	void nestedFieldsAreNobodysAddress() {
		assertThat(processed(login("\"proxy\":{\"ip\":\"192.0.2.1\",\"ip_prefix\":1,\"timestamp\":0}")))
			.contains("\"proxy\":{\"ip\":\"192.0.2.1\",\"ip_prefix\":1,\"timestamp\":0}")
			.contains("\"ip\":\"unknown\"");
	}

	// app_version, locale, device_id, device_type

	@ParameterizedTest
	@MethodSource("textFields")
	void absentTextBecomesUnknown(String field) {
		assertThat(processedTree("\"x\":1").get(field).asString()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@MethodSource("textFields")
	void nullOrBlankTextBecomesUnknown(String field) {
		for (String nothing : List.of("null", "\"\"", "\" \"", "\"\\t\\n\"", "\"\\u0020\"")) {
			assertThat(processed(login('"' + field + "\":" + nothing))).contains('"' + field + "\":\"unknown\"");
		}
	}

	@ParameterizedTest
	@MethodSource("textFields")
	void textIsPassedThroughByteForByte(String field) {
		for (String text : List.of("\"593-47-5928\"", "\" a \"", "\"\\u0041\\/\\ud83d\"",
				"\"\u00e9\u4e2d\ud83d\ude00\"")) {
			assertThat(processed(login('"' + field + "\":" + text))).contains('"' + field + "\":" + text);
		}
	}

	@ParameterizedTest
	@MethodSource("textFields")
	void numberOrBooleanBecomesItsText(String field) {
		for (String scalar : List.of("2", "2.30", "-0", "1e400", "123456789012345678901234567890", "true", "false")) {
			assertThat(processed(login('"' + field + "\":" + scalar))).contains('"' + field + "\":\"" + scalar + '"');
		}
	}

	@ParameterizedTest
	@MethodSource("textFields")
	void objectOrArrayForTextIsRejected(String field) {
		for (String structure : List.of("{}", "[]", "{\"name\":\"iOS\"}", "[\"iOS\"]")) {
			assertThat(rejected(login('"' + field + "\":" + structure)).reason())
				.isEqualTo(RejectionReason.INVALID_FIELD);
		}
	}

	static List<String> textFields() {
		return List.of("app_version", "locale", "device_id", "device_type");
	}

	// user_id

	@ParameterizedTest
	@ValueSource(strings = { "\"user-1\"", "\" user 1 \"", "\"0\"", "\"\\u0041\"", "\"\u00fcser\"" })
	void userIdOfTextIsPassedThroughByteForByte(String userId) {
		assertThat(processed("{\"user_id\":" + userId + ",\"timestamp\":1720576825}"))
			.startsWith("{\"user_id\":" + userId + ",");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4711", "0", "-1", "123456789012345678901234567890" })
	void userIdOfAnIntegerBecomesItsText(String userId) {
		assertThat(processed("{\"user_id\":" + userId + ",\"timestamp\":1720576825}"))
			.startsWith("{\"user_id\":\"" + userId + "\",");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\"  \"", "\"\\n\"", "1.5", "1e3", "true", "{}", "[\"user-1\"]" })
	void userIdOfAnythingElseIsMissing(String userId) {
		assertThat(rejected("{\"user_id\":" + userId + ",\"timestamp\":1720576825}").reason())
			.isEqualTo(RejectionReason.MISSING_USER_ID);
	}

	@Test
	void loginOfNobodyIsRejected() {
		assertThat(rejected("{\"timestamp\":1720576825}").reason()).isEqualTo(RejectionReason.MISSING_USER_ID);
	}

	// timestamp

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			1720576825,                  2024-07-10T02:00:25Z
			"1694479551",                2023-09-12T00:45:51Z
			1720576825.25,               2024-07-10T02:00:25.250Z
			"1720576825.25",             2024-07-10T02:00:25.250Z
			1720576825.0,                2024-07-10T02:00:25Z
			1.720576825e9,               2024-07-10T02:00:25Z
			"1720576825000E-3",          2024-07-10T02:00:25Z
			1720576825.1234567899,       2024-07-10T02:00:25.123456789Z
			"+1720576825",               2024-07-10T02:00:25Z
			"0001720576825",             2024-07-10T02:00:25Z
			946684800,                   2000-01-01T00:00:00Z
			1767355200,                  2026-01-02T12:00:00Z
			""")
	void epochSecondsBecomeIsoTime(String timestamp, String time) {
		assertThat(processed("{\"user_id\":\"user-1\",\"timestamp\":" + timestamp + "}"))
			.startsWith("{\"user_id\":\"user-1\",\"timestamp\":\"" + time + "\",");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \"", "\"\\t\"" })
	void timestampOfNothingIsMissing(String timestamp) {
		assertThat(rejected("{\"user_id\":\"user-1\",\"timestamp\":" + timestamp + "}").reason())
			.isEqualTo(RejectionReason.MISSING_TIMESTAMP);
	}

	@Test
	void loginAtNoTimeIsRejected() {
		assertThat(rejected("{\"user_id\":\"user-1\"}").reason()).isEqualTo(RejectionReason.MISSING_TIMESTAMP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "{}", "[1720576825]", "\"now\"", "\"2024-07-10T02:00:25Z\"", "\"1720576825s\"",
			"\" 1720576825\"", "\"1_720_576_825\"", "\"1720576825.\"", "\".5\"", "\"1e\"", "\"--1\"", "\"NaN\"",
			"\"Infinity\"", "\"0x66\"", "\"\u0661\u0667\"" })
	void timestampThatIsNoNumberIsInvalid(String timestamp) {
		assertThat(rejected("{\"user_id\":\"user-1\",\"timestamp\":" + timestamp + "}").reason())
			.isEqualTo(RejectionReason.INVALID_TIMESTAMP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "946684799", "946684799.999999999", "\"946684799\"", "0", "-1", "-1720576825",
			"1767355201", "1767355200.000000001", "1720576825000", "\"1720576825000\"", "1e18", "1e400", "-1e400",
			"1e-400", "1e2147483647", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999",
			"99999999999999999999999999999999999999999999999999" })
	void timestampOutsideOfItsRangeIsRejected(String timestamp) {
		assertThat(rejected("{\"user_id\":\"user-1\",\"timestamp\":" + timestamp + "}").reason())
			.isEqualTo(RejectionReason.TIMESTAMP_OUT_OF_RANGE);
	}

	// other fields

	@ParameterizedTest
	@ValueSource(strings = { "1.10", "1E400", "-0.0", "123456789012345678901234567890", "0.1e-999", "true", "null",
			"\"\\u0041\\/\\b\"", "\"\\ud83d\"", "\"\\udE00\\uD83D\"", "\"\\ud83d\\ude00\"",
			"\"\u00e9\ud83d\ude00\u007f\"", "{}", "[ ]", "{ \"a\" : [ 1.0 , { \"b\" : null } ] }", "[\n\t1,\r\n 2\n]" })
	void unknownFieldIsPassedThroughByteForByte(String value) {
		assertThat(processed("""
				{"user_id":"user-1","timestamp":1720576825,"ip":"192.0.2.1","app_version":"1","locale":"RI",\
				"device_id":"1","device_type":"iOS","extra":%s}""".formatted(value))).isEqualTo("""
				{"user_id":"user-1","timestamp":"2024-07-10T02:00:25Z","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24",\
				"app_version":"1","locale":"RI","device_id":"1","device_type":"iOS","extra":%s}""".formatted(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "UserId", "IP", "Timestamp", "ip_prefix_", "ip_prefixes", "kafka_source_", "a.b",
			"\\u0000", "\\ud83d\\ude00", "\u00e9", "__proto__" })
	void unknownNameIsPassedThroughByteForByte(String name) {
		assertThat(processed(login('"' + name + "\":1"))).contains(",\"" + name + "\":1,\"ip\":\"unknown\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\ud83d", "\\ude00\\ud83d", "x\\ud83dx" })
	void nameOfHalfACharacterIsRejected(String name) {
		assertThat(rejected(login('"' + name + "\":1")).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@Test
	void whitespaceAroundFieldsIsKept() {
		assertThat(processed("""
				\r
				{ "user_id" : "user-1" ,
					"timestamp" : 1720576825 , "ip" : "192.0.2.1" , "app_version" : null ,
					"locale" : 1 , "device_id" : "1" , "device_type" : "" , "extra" : [ ]
				}\t
				""")).isEqualTo(
				"""
						\r
						{ "user_id" : "user-1" ,
							"timestamp" : "2024-07-10T02:00:25Z" , "ip" : "192.0.2.xxx","ip_prefix":"192.0.2.0/24" , "app_version" : "unknown" ,
							"locale" : "1" , "device_id" : "1" , "device_type" : "unknown" , "extra" : [ ]
						}\t
						""");
	}

	@Test
	void missingFieldsAreAddedBehindWhitespace() {
		assertThat(processed("{\"user_id\":\"user-1\",\"timestamp\":1720576825\n}\n")).endsWith(
				"Z\"\n,\"ip\":\"unknown\",\"app_version\":\"unknown\",\"locale\":\"unknown\",\"device_id\":\"unknown\","
						+ "\"device_type\":\"unknown\"}\n");
	}

	@Test
	void fieldsBehindTextOfManyBytesAreFound() {
		assertThat(processed("""
				{"extra":"\u00e9\u4e2d\ud83d\ude00","\u00e9":1,"ip":"192.0.2.1","user_id":1,"timestamp":"1720576825",\
				"locale":true,"app_version":"\u4e2d","device_id":null,"device_type":"\ud83d\ude00"}""")).isEqualTo("""
				{"extra":"\u00e9\u4e2d\ud83d\ude00","\u00e9":1,"ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24",\
				"user_id":"1","timestamp":"2024-07-10T02:00:25Z","locale":"true","app_version":"\u4e2d",\
				"device_id":"unknown","device_type":"\ud83d\ude00"}""");
	}

	@Test
	@Timeout(5)
	void manyThousandUnknownFieldsArePassedThrough() {
		String fields = IntStream.range(0, 90_000).mapToObj((i) -> "\"f" + i + "\":1").collect(Collectors.joining(","));

		assertThat(processed(login(fields)).contains(fields)).isTrue();
	}

	// ip_prefix, kafka_source

	@ParameterizedTest
	@ValueSource(strings = { "ip_prefix", "kafka_source" })
	void fieldNamedLikeOursGetsATrailingUnderscore(String name) {
		for (String value : List.of("1.10", "null", "\"192.0.2.0/24\"", "{\"partition\":1}", "[ 1 ]")) {
			assertThat(processed(login('"' + name + "\":" + value + ",\"ip\":\"192.0.2.1\"")))
				.contains(",\"" + name + "_\":" + value + ",\"ip\":\"192.0.2.xxx\",\"ip_prefix\":\"192.0.2.0/24\"");
		}
	}

	@Test
	void fieldNamedLikeOursIsRenamedEvenWithoutAddress() {
		JsonNode login = processedTree("\"ip_prefix\":\"192.0.2.0/24\",\"ip\":\"localhost\"");

		assertThat(login.has("ip_prefix")).isFalse();
		assertThat(login.get("ip_prefix_").asString()).isEqualTo("192.0.2.0/24");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"ip\\u005fprefix\"", "\"\\u0069p_prefi\\u0078\"", "\"ip_prefix\" ", "\"ip_prefix\"\n\t" })
	void nameOfOursIsRecognizedHoweverWritten(String name) {
		JsonNode login = processedTree(name + ": 7");

		assertThat(login.has("ip_prefix")).isFalse();
		assertThat(login.get("ip_prefix_").asInt()).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"ip_prefix\":1,\"ip_prefix_\":2,\"ip_prefix__\":3",
			"\"ip_prefix__\":3,\"ip_prefix_\":2,\"ip_prefix\":1",
			"\"ip_prefix\":1,\"ip\\u005fprefix_\":2,\"ip_prefix__\":3" })
	void renamingTakesTheFirstFreeName(String fields) {
		JsonNode login = processedTree(fields);

		assertThat(login.has("ip_prefix")).isFalse();
		assertThat(login.get("ip_prefix_").asInt()).isEqualTo(2);
		assertThat(login.get("ip_prefix__").asInt()).isEqualTo(3);
		assertThat(login.get("ip_prefix___").asInt()).isEqualTo(1);
	}

	// value

	@Test
	void nullValueIsRejected() {
		assertThat(rejected((byte[]) null).reason()).isEqualTo(RejectionReason.NULL_VALUE);
	}

	@Test
	void valueOfOneMebibyteIsALogin() {
		byte[] value = padded(1 << 20);

		assertThat(this.processor.process(value)).isInstanceOf(Processed.class);
	}

	@Test
	void valueOfOneByteMoreIsTooLarge() {
		byte[] value = padded((1 << 20) + 1);

		assertThat(rejected(value).reason()).isEqualTo(RejectionReason.TOO_LARGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "{", "{\"user_id\":\"user-1\"",
			"{\"user_id\":\"user-1\",\"timestamp\":1720576825", "{\"user_id\":\"user-1\",\"timestamp\":1720576825,}",
			"{user_id:\"user-1\",\"timestamp\":1720576825}", "{'user_id':'user-1','timestamp':1720576825}",
			"{\"user_id\":\"user-1\",\"timestamp\":01720576825}", "{\"user_id\":\"user-1\",\"timestamp\":+1720576825}",
			"{\"user_id\":\"user-1\",\"timestamp\":NaN}", "{\"user_id\":\"user\n1\",\"timestamp\":1720576825}",
			"{\"user_id\":\"\\x\",\"timestamp\":1720576825}", "{\"user_id\":\"\\u12\",\"timestamp\":1720576825}",
			"{\"user_id\":\"user-1\" \"timestamp\":1720576825}", "{\"user_id\":\"user-1\",\"timestamp\":1720576825}}",
			"{\"user_id\":\"user-1\",\"timestamp\":1720576825]",
			"// comment\n{\"user_id\":\"user-1\",\"timestamp\":1720576825}", "tru", "nil", "-", "1.", "\"", "[", "[1,]",
			"]", "user-1" })
	void whatIsNoJsonTextIsRejected(String value) {
		assertThat(rejected(value).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "1", "\"\"", "null", "]", ",", "x", "\u0000" })
	void tokensBehindTheLoginAreRejected(String trailing) {
		assertThat(rejected(login("\"x\":1") + trailing).reason()).isEqualTo(RejectionReason.NOT_JSON);
		assertThat(rejected(login("\"x\":1") + " \n" + trailing).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"user_id\":\"user-1\"", "\"timestamp\":1720576825", "\"ip\":1,\"ip\":1",
			"\"ip\":\"192.0.2.1\",\"i\\u0070\":\"192.0.2.2\"", "\"locale\":\"RI\",\"locale\":\"RI\"", "\"x\":1,\"x\":1",
			"\"\":1,\"\":1", "\"x\":{\"y\":1,\"y\":2}", "\"x\":[[{\"y\":1,\"z\":0,\"\\u0079\":2}]]",
			"\"ip_prefix\":1,\"ip_prefix\":2", "\"locale\":{\"y\":1,\"y\":2}" })
	void keysThatRepeatAtAnyLevelAreRejected(String fields) {
		assertThat(rejected(login(fields)).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@Test
	void sameKeyInDifferentObjectsIsNoRepetition() {
		assertThat(processed(login("\"x\":{\"x\":{\"x\":1}},\"y\":[{\"x\":1},{\"x\":1}]")))
			.contains("[{\"x\":1},{\"x\":1}]");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			overlong slash of two bytes, c0af
			overlong nul of three bytes, e08080
			overlong euro of four bytes, f08282ac
			encoded high surrogate,      eda080
			encoded surrogate pair,      eda0bdedb880
			beyond the last character,   f4908080
			lone continuation,           80
			truncated at two of three,   e282
			never used,                  ff
			Latin-1,                     e9
			""")
	void invalidUtf8IsRejected(String what, String hex) {
		String bytes = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);

		for (String fields : List.of("\"x\":\"" + bytes + '"', '"' + bytes + "\":1", "\"locale\":\"" + bytes + '"')) {
			assertThat(rejected(login(fields).getBytes(StandardCharsets.ISO_8859_1)).reason())
				.isEqualTo(RejectionReason.NOT_JSON);
		}
		assertThat(rejected((login("\"x\":1") + bytes).getBytes(StandardCharsets.ISO_8859_1)).reason())
			.isEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE" })
	void otherEncodingsAreRejected(String charset) {
		assertThat(rejected(login("\"x\":1").getBytes(Charset.forName(charset))).reason())
			.isEqualTo(RejectionReason.NOT_JSON);
		assertThat(rejected("1".getBytes(Charset.forName(charset))).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@Test
	void byteOrderMarkIsRejected() {
		assertThat(rejected('\ufeff' + login("\"x\":1")).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "user_id", "timestamp", "ip", "locale" })
	void nestingOfHundredLevelsIsRead(String name) {
		String deep = "{\"" + name + "\":" + "[".repeat(99) + "]".repeat(99) + '}';

		assertThat(rejected(deep).reason()).isNotEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "user_id", "timestamp", "ip", "locale" })
	void nestingOfMoreLevelsIsRejected(String name) {
		String tooDeep = "{\"" + name + "\":" + "[".repeat(100) + "]".repeat(100) + '}';

		assertThat(rejected(tooDeep))
			.isEqualTo(new Rejected(RejectionReason.NOT_JSON, "Expected at most 100 levels of nesting"));
	}

	@Test
	void loginMayNestHundredLevels() {
		String deep = "{\"a\":".repeat(99) + "1" + "}".repeat(99);

		assertThat(processed(login("\"x\":" + deep))).contains(deep);
	}

	@Test
	@Timeout(5)
	void millionBracketsAreRejected() {
		assertThat(rejected("[".repeat(1 << 20)).reason()).isEqualTo(RejectionReason.NOT_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "false", "0", "1.5", "\"user-1\"", "[]", " [1, {\"user_id\":\"user-1\"}] ",
			"\"\\u0041\"" })
	void jsonTextThatIsNoObjectIsRejected(String value) {
		assertThat(rejected(value).reason()).isEqualTo(RejectionReason.NOT_AN_OBJECT);
	}

	// several faults

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"timestamp":[],"locale":[],"user_id":" "} x               | not_json
			{"locale":[],"x":{"y":1,"y":2}}                            | not_json
			[1] 2                                                      | not_json
			{}                                                         | missing_user_id
			{"locale":[],"timestamp":0,"user_id":1.5}                  | missing_user_id
			{"user_id":null,"timestamp":null}                          | missing_user_id
			{"locale":[],"user_id":"user-1"}                           | missing_timestamp
			{"user_id":"user-1","device_id":{},"timestamp":" "}        | missing_timestamp
			{"user_id":"user-1","device_id":{},"timestamp":"soon"}     | invalid_timestamp
			{"user_id":"user-1","device_type":[],"timestamp":1}        | timestamp_out_of_range
			{"user_id":"user-1","locale":{},"timestamp":1720576825}    | invalid_field
			""")
	void firstOfSeveralFaultsIsNamed(String value, String reason) {
		assertThat(rejected(value).reason().code()).isEqualTo(reason);
	}

	@Test
	void sizeIsTheFirstFaultOfAll() {
		byte[] value = new byte[(1 << 20) + 1];

		assertThat(rejected(value).reason()).isEqualTo(RejectionReason.TOO_LARGE);
	}

	@ParameterizedTest
	@EnumSource(names = { "UNINDEXABLE", "NULL_VALUE", "TOO_LARGE", "NOT_JSON" }, mode = EnumSource.Mode.EXCLUDE)
	void detailNamesTheFieldThatIsAtFault(RejectionReason reason) {
		String detail = switch (reason) {
			case NOT_AN_OBJECT -> rejected("[]").detail();
			case MISSING_USER_ID -> rejected("{\"user_id\":{}}").detail();
			case MISSING_TIMESTAMP -> rejected("{\"user_id\":1}").detail();
			case INVALID_TIMESTAMP -> rejected("{\"user_id\":1,\"timestamp\":[]}").detail();
			case TIMESTAMP_OUT_OF_RANGE -> rejected("{\"user_id\":1,\"timestamp\":1}").detail();
			default -> rejected(login("\"device_id\":[]")).detail();
		};

		assertThat(detail).isEqualTo(switch (reason) {
			case NOT_AN_OBJECT -> "Expected a JSON object but found an array";
			case MISSING_USER_ID -> "Expected non-blank text or an integer in user_id but found an object";
			case MISSING_TIMESTAMP -> "Expected epoch seconds in timestamp but found none";
			case INVALID_TIMESTAMP -> "Expected epoch seconds in timestamp but found an array that is none";
			case TIMESTAMP_OUT_OF_RANGE ->
				"Expected epoch seconds in timestamp from 2000-01-01T00:00:00Z to PT24H ahead but found an earlier one";
			default -> "Expected text in device_id but found an array";
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "CANARY", "\"CANARY\"", "[\"CANARY\"]", "{\"CANARY\":\"CANARY\"}", "{CANARY:1}",
			"{\"CANARY", "{\"x\":\"CANARY", "{\"x\":\"\\CANARY\"}", "{\"x\":CANARY}", "{\"x\":\"CANARY\u0001\"}",
			"{\"CANARY\":1,\"CANARY\":2}", "{\"x\":{\"CANARY\":1,\"CANARY\":2}}",
			"{\"user_id\":[\"CANARY\"],\"timestamp\":1720576825}",
			"{\"user_id\":{\"CANARY\":\"CANARY\"},\"timestamp\":1720576825}", "{\"user_id\":\"CANARY\"}",
			"{\"user_id\":\"CANARY\",\"timestamp\":\"CANARY\"}",
			"{\"user_id\":\"CANARY\",\"timestamp\":{\"CANARY\":\"CANARY\"}}",
			"{\"user_id\":\"CANARY\",\"timestamp\":0,\"CANARY\":\"CANARY\"}",
			"{\"user_id\":\"CANARY\",\"timestamp\":1720576825,\"locale\":{\"CANARY\":\"CANARY\"}}",
			"{\"user_id\":\"CANARY\",\"timestamp\":1720576825,\"ip\":\"CANARY\",\"app_version\":[\"CANARY\"]}",
			"{\"user_id\":\"CANARY\",\"timestamp\":1720576825}CANARY",
			"{\"user_id\":\"CANARY\",\"timestamp\":1720576825} \"CANARY\"",
			"{\"user_id\":\"CANARY\",\"timestamp\":1720576825,\"x\":\"\\uCANA\"}" })
	void detailNeverQuotesThePayload(String value) {
		assertThat(rejected(value).detail()).isNotBlank().doesNotContainIgnoringCase("CANA");
	}

	@Test
	void detailNeverQuotesNestedOrInvalidPayload() {
		String deep = "{\"CANARY\":".repeat(101);
		byte[] latin = login("\"CANARY\":\"CANARY\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);

		assertThat(rejected(deep).detail()).doesNotContain("CANARY");
		assertThat(rejected(latin).detail()).doesNotContain("CANARY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"user_id\":1.31337,\"timestamp\":1720576825}", "{\"user_id\":1,\"timestamp\":31337}",
			"{\"user_id\":1,\"timestamp\":9131337000000}", "{\"user_id\":1,\"timestamp\":31337x}" })
	void detailNeverQuotesNumbers(String value) {
		assertThat(rejected(value).detail()).doesNotContain("31337");
	}

	// anything

	@Test
	void mutatedLoginsAlwaysGetAVerdictAndNeverLeakTheAddress() {
		byte[] login = """
				{"user_id":"a6397988","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI","device_id":"6221eb3d",\
				"timestamp":1720576825,"device_type":"iOS","ip_prefix":{"a":[1.10,"\\u0041\u00e9"]}}"""
			.getBytes(StandardCharsets.UTF_8);
		Random random = new Random(20240710);

		int processed = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] mutant = mutate(login, random);
			switch (this.processor.process(mutant)) {
				case Processed verdict -> {
					processed++;
					assertThat(JSON.readTree(verdict.value()).path("ip").asString())
						.matches("unknown|(\\d{1,3}\\.){3}xxx|([0-9a-f]{1,4}:){3}xxxx");
				}
				case Rejected verdict -> assertThat(verdict.reason()).isNotEqualTo(RejectionReason.UNINDEXABLE);
			}
		}

		assertThat(processed).isBetween(2_000, 18_000);
	}

	@Test
	void randomBytesAlwaysGetAVerdict() {
		Random random = new Random(20240710);

		for (int i = 0; i < 5_000; i++) {
			byte[] value = new byte[random.nextInt(200)];
			random.nextBytes(value);
			assertThat(this.processor.process(value)).isInstanceOf(Rejected.class);
		}
	}

	private static byte[] mutate(byte[] login, Random random) {
		byte[] bytes = login;
		for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
			int at = random.nextInt(bytes.length);
			byte[] head = Arrays.copyOf(bytes, at);
			byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
			byte[] rest = Arrays.copyOfRange(bytes, at + 1, bytes.length);
			byte[] any = { (byte) random.nextInt(256) };
			byte[] telling = { (byte) "{}[]\",:\\ \n0eE-.u".charAt(random.nextInt(16)) };
			bytes = switch (random.nextInt(7)) {
				case 0 -> concat(head, any, rest);
				case 1 -> concat(head, telling, rest);
				case 2 -> concat(head, telling, tail);
				case 3 -> concat(head, rest);
				case 4 -> concat(head, Arrays.copyOf(tail, Math.min(tail.length, 8)), tail);
				case 5 -> concat(head, new byte[] { (byte) (bytes[at] ^ 1 << random.nextInt(8)) }, rest);
				default -> head;
			};
		}
		return bytes;
	}

	private static byte[] concat(byte[]... parts) {
		byte[] whole = new byte[Stream.of(parts).mapToInt((part) -> part.length).sum()];
		int at = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, whole, at, part.length);
			at += part.length;
		}
		return whole;
	}

	private static byte[] padded(int length) {
		String login = login("\"padding\":\"\"");
		return login.replace("\"\"", '"' + "x".repeat(length - login.length()) + '"').getBytes(StandardCharsets.UTF_8);
	}

	private static String login(String fields) {
		return "{\"user_id\":\"user-1\",\"timestamp\":1720576825," + fields + '}';
	}

	private JsonNode processedTree(String fields) {
		return JSON.readTree(processed(login(fields)));
	}

	private String processed(String value) {
		Verdict verdict = this.processor.process(value.getBytes(StandardCharsets.UTF_8));
		assertThat(verdict).isInstanceOf(Processed.class);
		return new String(((Processed) verdict).value(), StandardCharsets.UTF_8);
	}

	private Rejected rejected(String value) {
		return rejected(value.getBytes(StandardCharsets.UTF_8));
	}

	private Rejected rejected(byte[] value) {
		Verdict verdict = this.processor.process(value);
		assertThat(verdict).isInstanceOf(Rejected.class);
		return (Rejected) verdict;
	}

}
