package dev.loginstream.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

import dev.loginstream.dto.RejectionReason;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one scenario: the n-th is a function of the name of the run, the seed and
 * n. What must become of it is made beside it, by nothing that the services use.
 *
 * @param run begins every key, so that no two scenarios share one
 * @param seed of everything random in them
 * @param poisonEvery one in so many must be rejected, for each reason in turn; 0 for none
 */
record Events(String run, long seed, int poisonEvery) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Sixty days, so that the documents spread over several indices. */
	private static final int SPREAD = 60 * 24 * 3600;

	private static final long FIRST_LOGIN = 1_700_000_000;

	Event at(int number) {
		SplittableRandom random = new SplittableRandom(this.seed + 0x9E3779B97F4A7C15L * number);
		String key = key(number);
		ObjectNode login = JSON.createObjectNode();
		ObjectNode processed = JSON.createObjectNode();
		both(login, processed, "user_id", key);
		both(login, processed, "app_version", "2.3." + random.nextInt(10));
		both(login, processed, "locale", random.nextBoolean() ? "RI" : "\u00dcber \ud83d\ude00");
		both(login, processed, "device_id", "d-" + random.nextInt());
		address(login, processed, random);
		timestamp(login, processed, random);
		deviceType(login, processed, random);
		both(login, processed, "session", "s-" + random.nextLong());
		if (this.poisonEvery > 0 && number % this.poisonEvery == 0) {
			return poisoned(key, login, processed, number / this.poisonEvery);
		}
		return Event.login(key, JSON.writeValueAsBytes(login), processed);
	}

	/** The number in a key of {@link #at(int)}; -1 for the key of another run. */
	int number(byte[] key) {
		String text = (key != null) ? new String(key, StandardCharsets.UTF_8) : "";
		return text.startsWith(this.run + "-") ? Integer.parseInt(text.substring(this.run.length() + 1)) : -1;
	}

	private String key(int number) {
		return this.run + "-" + number;
	}

	private static void address(ObjectNode login, ObjectNode processed, SplittableRandom random) {
		switch (random.nextInt(20)) {
			case 0 -> {
				login.put("ip", "host-" + random.nextInt(256));
				processed.put("ip", "unknown");
			}
			case 1, 2 -> {
				String network = hextet(random) + ":" + hextet(random) + ":" + hextet(random);
				login.put("ip", network + ":" + hextet(random) + "::" + hextet(random));
				processed.put("ip", network + ":xxxx").put("ip_prefix", network + "::/48");
			}
			default -> {
				String network = random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
				login.put("ip", network + "." + random.nextInt(256));
				processed.put("ip", network + ".xxx").put("ip_prefix", network + ".0/24");
			}
		}
	}

	private static String hextet(SplittableRandom random) {
		return Integer.toHexString(random.nextInt(1, 1 << 16));
	}

	private static void timestamp(ObjectNode login, ObjectNode processed, SplittableRandom random) {
		long second = FIRST_LOGIN + random.nextInt(SPREAD);
		if (random.nextInt(10) == 0) {
			login.put("timestamp", String.valueOf(second));
		}
		else {
			login.put("timestamp", second);
		}
		processed.put("timestamp", Instant.ofEpochSecond(second).toString());
	}

	private static void deviceType(ObjectNode login, ObjectNode processed, SplittableRandom random) {
		if (random.nextInt(20) == 0) {
			processed.put("device_type", "unknown");
		}
		else {
			both(login, processed, "device_type", random.nextBoolean() ? "iOS" : "android");
		}
	}

	private static void both(ObjectNode login, ObjectNode processed, String field, String text) {
		login.put(field, text);
		processed.put(field, text);
	}

	private static Event poisoned(String key, ObjectNode login, ObjectNode processed, int poison) {
		RejectionReason reason = RejectionReason.values()[poison % RejectionReason.values().length];
		if (reason == RejectionReason.UNINDEXABLE) {
			// A name that only OpenSearch itself may set.
			both(login, processed, "_id", key);
			return new Event(key, JSON.writeValueAsBytes(login), reason, processed);
		}
		return Event.rejected(key, poison(login, reason), reason);
	}

	private static byte[] poison(ObjectNode login, RejectionReason reason) {
		return switch (reason) {
			case NULL_VALUE -> null;
			case TOO_LARGE -> JSON.writeValueAsBytes(login.put("padding", "x".repeat(1 << 20)));
			case NOT_JSON -> (login + "}").getBytes(StandardCharsets.UTF_8);
			case NOT_AN_OBJECT -> ("[" + login + "]").getBytes(StandardCharsets.UTF_8);
			case MISSING_USER_ID -> JSON.writeValueAsBytes(login.without("user_id"));
			case MISSING_TIMESTAMP -> JSON.writeValueAsBytes(login.putNull("timestamp"));
			case INVALID_TIMESTAMP -> JSON.writeValueAsBytes(login.put("timestamp", "2024-07-10T02:00:25Z"));
			case TIMESTAMP_OUT_OF_RANGE -> JSON.writeValueAsBytes(login.put("timestamp", 1_720_576_825_000L));
			case INVALID_FIELD -> JSON.writeValueAsBytes(login.set("locale", login.objectNode().put("state", "RI")));
			case UNINDEXABLE -> throw new IllegalArgumentException("The processor does not reject it");
		};
	}

}
