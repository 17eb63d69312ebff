package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BadRecordsTests {

	private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_720_576_825));

	@Test
	void sameSeedMakesTheSameBytes() {
		assertThat(texts(badRecords(0.2), 500)).isEqualTo(texts(badRecords(0.2), 500));
	}

	@Test
	void everyReasonIsMetEquallyOften() {
		BadRecords records = badRecords(1);
		records.next();
		Map<String, Integer> kinds = new HashMap<>();
		for (int i = 0; i < 40; i++) {
			kinds.merge(kind(records.next().value()), 1, Integer::sum);
		}

		assertThat(kinds).hasSize(10).allSatisfy((kind, count) -> assertThat(count).isEqualTo(4));
	}

	@Test
	void badRecordsAreInTheirShareAndTakeNoLoginAway() {
		List<String> logins = texts(logins(), 20_000);
		Set<String> good = Set.copyOf(logins);

		List<String> records = texts(badRecords(0.02), 20_000);

		long bad = records.stream().filter((record) -> !good.contains(record)).count();
		assertThat(bad / 20_000.0).isCloseTo(0.02, within(0.005));
		assertThat(records).containsSubsequence(logins.subList(0, (int) (20_000 - bad)));
	}

	private static String kind(byte[] value) {
		if (value == null) {
			return "null";
		}
		if (value.length > 1 << 20) {
			return "too large";
		}
		String text = new String(value, StandardCharsets.UTF_8);
		return text.replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", "U")
			.replaceAll("(\\d{1,3}\\.){3}\\d{1,3}", "IP")
			.replaceAll("\"[A-Z]{2}\"", "L")
			.replaceAll("\"(android|iOS)\"", "D")
			.replaceAll(",\"device_type\":D", "")
			.replaceAll("\"\\d\\.\\d\\.\\d\"", "V");
	}

	private static BadRecords badRecords(double share) {
		return new BadRecords(logins(), share, 42);
	}

	private static LoginRecords logins() {
		return new UniformRecords(42, TestProperties.of("user-login", 0, false, 6), CLOCK);
	}

	private static List<String> texts(LoginRecords records, int count) {
		return Stream.generate(records::next).limit(count).map(BadRecordsTests::text).toList();
	}

	private static String text(ProducerRecord<byte[], byte[]> record) {
		byte[] value = record.value();
		return Arrays.toString(record.key()) + ((value != null) ? Arrays.hashCode(value) : null);
	}

}
