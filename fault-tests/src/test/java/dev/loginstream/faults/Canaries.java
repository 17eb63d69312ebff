package dev.loginstream.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Records in which all that a producer chooses is like nothing else, so that one knows
 * where it came from wherever it turns up: logins, and records that are rejected for each
 * reason, in the ways in which parsers and servers like to quote what they cannot read.
 */
final class Canaries {

	/** Fields of a login, all of which are text. */
	private static final List<String> FIELDS = List.of("user_id", "app_version", "locale", "device_id", "device_type");

	/** Each with what masking keeps of it, and ways to write what it hides. */
	private static final List<Address> ADDRESSES = List.of(
			new Address("203.0.113.77", "203.0.113.", List.of("203.0.113.77")),
			new Address("::ffff:198.51.100.201", "198.51.100.", List.of("198.51.100.201", "c633:64c9")),
			new Address("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3",
					List.of("8d3:1319:8a2e:370:7348", "08d3:1319:8a2e:0370:7348")));

	private static final Secret UNREADABLE = new Secret("address that is not read",
			List.of("192.0.2.143", "192.0.2.144", "192:0:2:143", "3221226127"));

	/** Values of the field ip that become unknown. */
	private static final List<String> UNREADABLE_ADDRESSES = List.of("\"192.0.2.143:443\"",
			"\"192.0.2.143, 192.0.2.144\"", "{\"v4\":\"192.0.2.143\"}", "[\"192.0.2.143\"]", "3221226127",
			"\"fe80::192:0:2:143%eth0\"");

	private static final List<String> FORGED = List.of(LoginHeaders.REJECTION_REASON, LoginHeaders.REJECTION_DETAIL,
			LoginHeaders.REJECTING_SERVICE, LoginHeaders.SOURCE_PARTITION, LoginHeaders.SOURCE_OFFSET,
			LoginHeaders.SOURCE_TIMESTAMP, KafkaHeaders.DLT_ORIGINAL_TOPIC, KafkaHeaders.DLT_ORIGINAL_OFFSET,
			KafkaHeaders.DLT_EXCEPTION_MESSAGE);

	private static final String SECOND = "1720576825";

	private final Random random;

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private int records;

	Canaries(long seed) {
		this.random = new Random(seed);
	}

	/** The token that stands in one place, a field or another. */
	String token(String place) {
		return this.tokens.computeIfAbsent(place, (any) -> random("0123456789abcdefghijklmnopqrstuvwxyz"));
	}

	private String digits() {
		return this.tokens.computeIfAbsent("timestamp out of range", (any) -> "9" + random("0123456789"));
	}

	private String random(String alphabet) {
		return this.random.ints(24, 0, alphabet.length())
			.mapToObj(alphabet::charAt)
			.map(String::valueOf)
			.collect(Collectors.joining());
	}

	/** All that must be in no log, metric, health answer or header of ours. */
	Collection<Secret> secrets() {
		List<Secret> secrets = new ArrayList<>();
		this.tokens.forEach((place, token) -> secrets.add(Secret.of(place, token)));
		secrets.addAll(hidden());
		ADDRESSES.forEach((address) -> secrets.add(Secret.whole("network of an address", address.network())));
		secrets.add(Secret.whole("address in an unknown field", "192.0.2."));
		return secrets;
	}

	/** What must be in no processed login and no document either: raw addresses. */
	Collection<Secret> hidden() {
		return Stream
			.concat(ADDRESSES.stream().map((address) -> new Secret("address", address.hidden())), Stream.of(UNREADABLE))
			.toList();
	}

	/** Records of {@code user-login} that become documents. */
	List<ProducerRecord<byte[], byte[]>> logins() {
		return Stream.concat(ADDRESSES.stream().map(Address::json), UNREADABLE_ADDRESSES.stream())
			.map((address) -> record(Load.TOPIC, bytes(login(Map.of("ip", address)))))
			.toList();
	}

	/** Records of {@code user-login} that are rejected, by either service. */
	List<ProducerRecord<byte[], byte[]>> rejected(RejectionReason reason) {
		String token = token("what is " + reason.code());
		return switch (reason) {
			case NULL_VALUE -> records((byte[]) null);
			case TOO_LARGE -> records(login(Map.of("padding", quoted(token.repeat(50_000)))));
			case NOT_JSON -> notJson(token);
			case NOT_AN_OBJECT -> records("[" + login(Map.of()) + "]", quoted(token), digits());
			case MISSING_USER_ID -> records(login(Map.of("user_id", "{\"id\":" + quoted(token) + "}")),
					login(Map.of("user_id", "null", "uid", quoted(token))));
			case MISSING_TIMESTAMP -> records(login(Map.of("timestamp", "null", "time", quoted(token))));
			case INVALID_TIMESTAMP -> records(login(Map.of("timestamp", quoted(token))),
					login(Map.of("timestamp", "[" + quoted(token) + "]")));
			case TIMESTAMP_OUT_OF_RANGE ->
				records(login(Map.of("timestamp", digits())), login(Map.of("timestamp", quoted(digits()))));
			case INVALID_FIELD -> FIELDS.stream()
				.filter((field) -> !field.equals("user_id"))
				.flatMap((field) -> records(login(Map.of(field, "{\"is\":" + quoted(token) + "}"))).stream())
				.toList();
			// A name that only OpenSearch itself may set.
			case UNINDEXABLE -> records(login(Map.of("_id", quoted(token))));
		};
	}

	private List<ProducerRecord<byte[], byte[]>> notJson(String token) {
		String login = login(Map.of());
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(records(login + token,
				login.substring(0, login.length() - 5), "{" + token + ":1}", "{\"user_id\":" + token + "}", token,
				"{\"" + token + "\":1,\"" + token + "\":2}", "{\"ip\":\"203.0.113.77\",\"ip\":\"203.0.113.77\"}",
				"{\"user_id\":\"" + token + "\u0001\"}", "{\"user_id\":\"\\x" + token + "\"}",
				"{\"timestamp\":1" + token + "}", "<login user='" + token + "' ip='203.0.113.77'/>"));
		ByteArrayOutputStream broken = new ByteArrayOutputStream();
		broken.writeBytes(bytes("{\"user_id\":\"" + token));
		broken.writeBytes(new byte[] { (byte) 0xC3, (byte) 0x28, (byte) 0xED, (byte) 0xA0, (byte) 0x80 });
		broken.writeBytes(bytes(token + "\",\"ip\":\"203.0.113.77\"}"));
		records.addAll(records(broken.toByteArray()));
		records.addAll(records(login.getBytes(StandardCharsets.UTF_16LE)));
		return records;
	}

	/** A record of {@code user-login} of whose content nothing becomes a dead letter. */
	ProducerRecord<byte[], byte[]> tooLargeToSendOn() {
		ProducerRecord<byte[], byte[]> record = record(Load.TOPIC, bytes(login(Map.of())));
		record.headers().add("large", bytes(token("header's value").repeat(100_000)));
		return record;
	}

	/** Records that others write past the processor, and that no document is made of. */
	List<ProducerRecord<byte[], byte[]>> foreign() {
		String token = token("what others write");
		String time = "\"timestamp\":\"2024-07-10T02:00:25Z\"";
		return Stream
			.of("{" + time + ",\"ip_prefix\":" + quoted(token) + "}", "{\"timestamp\":" + quoted(token) + "}",
					"{" + time + ",\"user_id\":{\"id\":" + quoted(token) + "}}", "{" + time + ",\"x\":" + token + "}",
					quoted(token), token)
			.map((value) -> record("processed-user-login", bytes(value)))
			.toList();
	}

	/** A dead letter that none of our services wrote. */
	ProducerRecord<byte[], byte[]> foreignDeadLetter() {
		return record("user-login-dlt", bytes(login(Map.of())));
	}

	/** Whether a header came with one of these records. */
	boolean brought(String name, byte[] value) {
		return name.equals(token("header's name")) || Arrays.equals(value, bytes(token("header's value")));
	}

	private List<ProducerRecord<byte[], byte[]>> records(String... values) {
		return Stream.of(values).map((value) -> record(Load.TOPIC, bytes(value))).toList();
	}

	private List<ProducerRecord<byte[], byte[]>> records(byte[] value) {
		return List.of(record(Load.TOPIC, value));
	}

	private ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic,
				bytes(token("record's key") + "-" + this.records++), value);
		Headers headers = record.headers();
		headers.add(token("header's name"), bytes(token("header's value")));
		FORGED.forEach((name) -> headers.add(name, bytes(token("header's value"))));
		return record;
	}

	/**
	 * A login with the tokens of all fields.
	 * @param fields JSON by name, in place of those or besides
	 */
	private String login(Map<String, String> fields) {
		Map<String, String> all = new LinkedHashMap<>();
		FIELDS.forEach((field) -> all.put(field, quoted(token(field))));
		all.put("user_id", quoted(token("user_id") + "-" + token("user_id")));
		all.put("ip", quoted("203.0.113.77"));
		all.put("timestamp", SECOND);
		all.put(token("unknown field's name"), "{\"" + token("inner field's name") + "\":["
				+ quoted(token("unknown field's value")) + ",\"192.0.2.199\"]}");
		all.put("comment", quoted("from 192.0.2.199, " + token("unknown field's value")));
		all.putAll(fields);
		return all.entrySet()
			.stream()
			.map((field) -> quoted(field.getKey()) + ":" + field.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

	private static String quoted(String text) {
		return '"' + text + '"';
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Address(String literal, String network, List<String> hidden) {

		String json() {
			return quoted(this.literal);
		}

	}

}
