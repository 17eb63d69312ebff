package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Logins of which each is of a user and a device of its own, with fields drawn evenly: a
 * function of the seed but for the time in them.
 */
final class UniformRecords implements LoginRecords {

	private static final byte[] BEFORE_USER_ID = ascii("{\"user_id\":\"");

	private static final byte[][] APP_VERSIONS = parts("\",\"app_version\":\"%s\",\"ip\":\"", "2.3.0", "2.3.0", "2.3.0",
			"2.3.0", "2.2.4", "2.2.4", "2.2.0", "2.1.7");

	private static final byte[][] OCTETS = octets("%s.");

	private static final byte[][] LAST_OCTETS = octets("%s");

	// Up to where the device id begins.
	private static final byte[][] STATES = parts("\",\"locale\":\"%s\",\"device_id\":\"", "AL", "AK", "AZ", "AR", "CA",
			"CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN",
			"MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD",
			"TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC");

	private static final byte[][] DEVICE_TYPES = parts(",\"device_type\":\"%s\"}", "android", "iOS");

	private static final byte[] NO_DEVICE_TYPE = ascii("}");

	private final SplittableRandom random;

	private final LoginGeneratorProperties properties;

	private final InstantSource clock;

	private final AsciiBuilder json = new AsciiBuilder(512);

	private long second = -1;

	private byte[] timestamp = {};

	UniformRecords(long seed, LoginGeneratorProperties properties, InstantSource clock) {
		this.random = new SplittableRandom(seed);
		this.properties = properties;
		this.clock = clock;
	}

	@Override
	public ProducerRecord<byte[], byte[]> next() {
		byte[] key = appendUuid(this.json.clear()).toBytes();
		return new ProducerRecord<>(this.properties.topic(), key, login(key));
	}

	// What Jackson would make of a UserLogin, in less time: no value needs an escape.
	private byte[] login(byte[] userId) {
		this.json.clear().append(BEFORE_USER_ID).append(userId).append(pick(APP_VERSIONS));
		this.json.append(pick(OCTETS)).append(pick(OCTETS)).append(pick(OCTETS)).append(pick(LAST_OCTETS));
		appendUuid(this.json.append(pick(STATES))).append(timestamp());
		byte[] deviceType = pick(DEVICE_TYPES);
		boolean typed = this.random.nextDouble() >= this.properties.missingDeviceTypeShare();
		return this.json.append(typed ? deviceType : NO_DEVICE_TYPE).toBytes();
	}

	private byte[] timestamp() {
		long now = this.clock.millis() / 1000;
		if (now != this.second) {
			this.second = now;
			this.timestamp = ascii("\",\"timestamp\":" + now);
		}
		return this.timestamp;
	}

	private AsciiBuilder appendUuid(AsciiBuilder text) {
		// Version 4, variant 1, as UUID.randomUUID() sets them.
		long high = this.random.nextLong() & ~0xf000L | 0x4000L;
		long low = this.random.nextLong() & ~(3L << 62) | 1L << 63;
		return text.appendUuid(high, low);
	}

	private byte[] pick(byte[][] texts) {
		return texts[this.random.nextInt(texts.length)];
	}

	private static byte[][] octets(String pattern) {
		return parts(pattern, IntStream.range(0, 256).mapToObj(Integer::toString).toArray(String[]::new));
	}

	private static byte[][] parts(String pattern, String... values) {
		return Stream.of(values).map((value) -> ascii(pattern.formatted(value))).toArray(byte[][]::new);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
