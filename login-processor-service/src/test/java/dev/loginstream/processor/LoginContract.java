package dev.loginstream.processor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for a login once more, without the processor's code: what any bytes must
 * become.
 */
final class LoginContract {

	static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final List<String> TEXT_FIELDS = List.of("app_version", "locale", "device_id", "device_type");

	/** All that a detail may say, so that nothing of the payload can be in it. */
	private static final Pattern DETAIL = Pattern.compile("""
			Expected a JSON object but found (no value|nothing|KIND)\
			|Expected at most 1048576 bytes but found \\d+\
			|Expected UTF-8 without a byte order mark\
			|Expected at most 100 levels of nesting\
			|Malformed, incomplete or repeating a key( near byte \\d{1,7})?\
			|Expected non-blank text or an integer in user_id but found (none|KIND)\
			|Expected epoch seconds in timestamp but found (none|KIND|KIND that is none)\
			|Expected epoch seconds in timestamp from 2000-01-01T00:00:00Z to PT24H ahead but found \
			(an earlier|a later) one\
			|Expected text in (app_version|locale|device_id|device_type) but found (an object|an array)"""
		.replace("KIND", "(null|text|an integer|a decimal|a boolean|an object|an array)"));

	private static final UserLoginProcessor PROCESSOR = new UserLoginProcessor(InstantSource.fixed(NOW),
			Duration.ofDays(1));

	private LoginContract() {
	}

	/**
	 * Lets the processor decide and fails unless the contract says the same.
	 * @return why the value is rejected, or nothing
	 */
	static Optional<RejectionReason> verify(byte[] value) {
		byte[] copy = value.clone();
		Verdict verdict = PROCESSOR.process(value);
		assertThat(Arrays.equals(value, copy)).as("bytes as they came, for the dead-letter topic").isTrue();
		RejectionReason reason = switch (verdict) {
			case Rejected rejected -> {
				assertThat(rejected.detail()).matches(DETAIL);
				assertThat(PROCESSOR.process(copy)).isEqualTo(rejected);
				yield rejected.reason();
			}
			case Processed processed -> {
				byte[] again = ((Processed) PROCESSOR.process(copy)).value();
				assertThat(Arrays.equals(again, processed.value())).as("the same output again").isTrue();
				yield null;
			}
		};
		String source = (value.length > 1 << 20) ? "" : PlainJson.read(value);
		assertThat(reason).isEqualTo(fault(value, source));
		if (verdict instanceof Processed processed) {
			verify(PlainJson.fields(source), processed.value());
		}
		return Optional.ofNullable(reason);
	}

	private static void verify(Map<String, String> source, byte[] output) {
		String login = PlainJson.read(output);
		assertThat(login).as("output").startsWith("{");
		assertThat(PlainJson.fields(login)).isEqualTo(expected(source));
		// So the indexer puts it on the one line that it has in a bulk request.
		String oneLine = login.replace('\n', ' ').replace('\r', ' ');
		assertThat(PlainJson.read(oneLine.getBytes(StandardCharsets.UTF_8))).isEqualTo(oneLine);
	}

	private static @Nullable RejectionReason fault(byte[] value, @Nullable String json) {
		if (value.length > 1 << 20) {
			return RejectionReason.TOO_LARGE;
		}
		if (json == null) {
			return RejectionReason.NOT_JSON;
		}
		if (!json.startsWith("{")) {
			return RejectionReason.NOT_AN_OBJECT;
		}
		Map<String, String> fields = PlainJson.fields(json);
		String userId = fields.getOrDefault("user_id", "null");
		if (!isText(userId) && !userId.matches("-?\\d+")) {
			return RejectionReason.MISSING_USER_ID;
		}
		RejectionReason reason = faultOfTime(fields.getOrDefault("timestamp", "null"));
		boolean structured = TEXT_FIELDS.stream()
			.anyMatch((name) -> fields.getOrDefault(name, "").matches("(?s)[{\\[].*"));
		return (reason == null && structured) ? RejectionReason.INVALID_FIELD : reason;
	}

	private static @Nullable RejectionReason faultOfTime(String timestamp) {
		if (timestamp.equals("null") || (timestamp.startsWith("\"") && !isText(timestamp))) {
			return RejectionReason.MISSING_TIMESTAMP;
		}
		String number = unquoted(timestamp);
		if (!number.matches("[+-]?\\d++(\\.\\d++)?([eE][+-]?\\d++)?")) {
			return RejectionReason.INVALID_TIMESTAMP;
		}
		return (time(number) == null) ? RejectionReason.TIMESTAMP_OUT_OF_RANGE : null;
	}

	private static @Nullable Instant time(String number) {
		BigDecimal seconds;
		try {
			seconds = new BigDecimal(number);
		}
		catch (NumberFormatException ex) {
			// An exponent of more than 31 bits: next to zero or beyond all time.
			return null;
		}
		// Rounding comes second, lest it write out all the zeros of 1e2147483647.
		if (seconds.compareTo(BigDecimal.valueOf(946684800)) < 0
				|| seconds.compareTo(BigDecimal.valueOf(NOW.getEpochSecond() + 86401)) >= 0) {
			return null;
		}
		BigDecimal nanos = seconds.setScale(9, RoundingMode.DOWN).movePointRight(9);
		Instant time = Instant.ofEpochSecond(0, nanos.longValueExact());
		return time.isAfter(NOW.plusSeconds(86400)) ? null : time;
	}

	private static Map<String, String> expected(Map<String, String> source) {
		Map<String, String> expected = new TreeMap<>(source);
		for (String ours : List.of("ip_prefix", "kafka_source")) {
			if (source.containsKey(ours)) {
				String name = ours;
				while (source.containsKey(name)) {
					name += "_";
				}
				expected.put(name, expected.remove(ours));
			}
		}
		expected.computeIfPresent("user_id", (name, raw) -> raw.startsWith("\"") ? raw : quoted(raw));
		expected.computeIfPresent("timestamp", (name, raw) -> quoted(String.valueOf(time(unquoted(raw)))));
		for (String name : TEXT_FIELDS) {
			String raw = source.getOrDefault(name, "null");
			expected.put(name, raw.startsWith("\"") ? (isText(raw) ? raw : "\"unknown\"")
					: quoted(raw.equals("null") ? "unknown" : raw));
		}
		String ip = source.getOrDefault("ip", "null");
		MaskedAddress masked = PlainAddress.mask(ip.startsWith("\"") ? PlainJson.string(ip) : null);
		expected.put("ip", quoted(masked.ip()));
		if (masked.prefix() != null) {
			expected.put("ip_prefix", quoted(masked.prefix()));
		}
		return expected;
	}

	private static boolean isText(String raw) {
		return raw.startsWith("\"") && !PlainJson.string(raw).isBlank();
	}

	private static String unquoted(String raw) {
		return raw.startsWith("\"") ? PlainJson.string(raw) : raw;
	}

	private static String quoted(String text) {
		return '"' + text + '"';
	}

}
