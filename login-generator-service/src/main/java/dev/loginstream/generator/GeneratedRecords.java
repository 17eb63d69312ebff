package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.dto.UserLogin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An endless sequence of records, a function of the seed but for the time in them. Every
 * login is of a user and a device of its own.
 */
final class GeneratedRecords {

	private static final List<String> APP_VERSIONS = List.of("2.3.0", "2.3.0", "2.3.0", "2.3.0", "2.2.4", "2.2.4",
			"2.2.0", "2.1.7");

	private static final List<String> DEVICE_TYPES = List.of("android", "iOS");

	private static final List<String> STATES = List.of("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI",
			"ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH",
			"NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
			"WV", "WI", "WY", "DC");

	private final SplittableRandom random;

	private final LoginGeneratorProperties properties;

	private final InstantSource clock;

	private int badRecords;

	GeneratedRecords(long seed, LoginGeneratorProperties properties, InstantSource clock) {
		this.random = new SplittableRandom(seed);
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Makes the next record.
	 * @return key: the user's id; value: a {@link UserLogin}, or what is to be rejected
	 */
	ProducerRecord<byte[], byte[]> next() {
		UserLogin login = login();
		byte[] key = login.userId().getBytes(StandardCharsets.UTF_8);
		byte[] value = (this.random.nextDouble() < this.properties.badShare()) ? badValue(login)
				: json(login).getBytes(StandardCharsets.UTF_8);
		return new ProducerRecord<>(this.properties.topic(), key, value);
	}

	private UserLogin login() {
		String userId = uuid();
		String version = pick(APP_VERSIONS);
		String ip = octet() + "." + octet() + "." + octet() + "." + octet();
		String state = pick(STATES);
		String deviceId = uuid();
		String deviceType = pick(DEVICE_TYPES);
		boolean typed = this.random.nextDouble() >= this.properties.missingDeviceTypeShare();
		return new UserLogin(userId, version, ip, state, deviceId, this.clock.instant().getEpochSecond(),
				typed ? deviceType : null, Map.of());
	}

	// What Jackson would write, in a tenth of the time: no value that is made here needs
	// an escape.
	private static String json(UserLogin login) {
		String deviceType = login.deviceType();
		return "{\"user_id\":\"" + login.userId() + "\",\"app_version\":\"" + login.appVersion() + "\",\"ip\":\""
				+ login.ip() + "\",\"locale\":\"" + login.locale() + "\",\"device_id\":\"" + login.deviceId()
				+ "\",\"timestamp\":" + login.timestamp()
				+ ((deviceType != null) ? ",\"device_type\":\"" + deviceType + "\"}" : "}");
	}

	// In turn rather than at random, so that few bad records suffice to meet every
	// reason.
	private byte @Nullable [] badValue(UserLogin login) {
		RejectionReason[] reasons = RejectionReason.values();
		return BadValues.of(login, reasons[this.badRecords++ % reasons.length]);
	}

	private String uuid() {
		// Version 4, variant 1, as UUID.randomUUID() sets them.
		long high = this.random.nextLong() & ~0xf000L | 0x4000L;
		long low = this.random.nextLong() & ~(3L << 62) | 1L << 63;
		return new UUID(high, low).toString();
	}

	private int octet() {
		return this.random.nextInt(256);
	}

	private String pick(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
