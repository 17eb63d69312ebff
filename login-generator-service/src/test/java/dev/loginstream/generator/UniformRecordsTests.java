package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.loginstream.dto.UserLogin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class UniformRecordsTests {

	private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_720_576_825));

	@Test
	void sameSeedMakesTheSameBytes() {
		List<String> once = texts(generator(42, 0.05), 500);
		List<String> again = texts(generator(42, 0.05), 500);

		assertThat(again).isEqualTo(once);
	}

	@Test
	void onlyTheTimestampDependsOnTheClock() {
		List<String> earlier = texts(generator(42, 0.05), 500);
		InstantSource later = InstantSource.fixed(Instant.ofEpochSecond(1_720_576_999));
		List<String> again = texts(new UniformRecords(42, properties(0.05), later), 500);

		assertThat(again).isNotEqualTo(earlier)
			.isEqualTo(earlier.stream().map((text) -> text.replace("1720576825", "1720576999")).toList());
	}

	@Test
	void otherSeedMakesOtherBytes() {
		assertThat(texts(generator(43, 0.05), 100)).doesNotContainAnyElementsOf(texts(generator(42, 0.05), 100));
	}

	@Test
	void loginHasTheShapeOfTheSeedData() {
		ProducerRecord<byte[], byte[]> record = generator(42, 0).next();

		UserLogin login = JsonMapper.shared().readValue(record.value(), UserLogin.class);
		assertThat(record.topic()).isEqualTo("user-login");
		assertThat(record.key()).asString().isEqualTo(login.userId());
		assertThat(login.userId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
		assertThat(login.ip()).matches("(\\d{1,3}\\.){3}\\d{1,3}");
		assertThat(login.locale()).matches("[A-Z]{2}");
		assertThat(login.deviceType()).isIn("android", "iOS");
		assertThat(login.timestamp()).isEqualTo(1_720_576_825);
		assertThat(login.otherFields()).isEmpty();
	}

	@Test
	void valueIsWhatJacksonWrites() {
		UniformRecords generator = generator(42, 0.5);
		for (int i = 0; i < 500; i++) {
			byte[] value = generator.next().value();

			UserLogin login = JsonMapper.shared().readValue(value, UserLogin.class);
			assertThat(JsonMapper.shared().writeValueAsBytes(login)).isEqualTo(value);
			assertThat(UUID.fromString(login.userId()).version()).isEqualTo(4);
			assertThat(UUID.fromString(login.deviceId())).hasToString(login.deviceId());
		}
	}

	@Test
	void deviceTypeIsAbsentInItsShareOfLogins() {
		long absent = texts(generator(42, 0.05), 20_000).stream()
			.filter((text) -> !text.contains("device_type"))
			.count();

		assertThat(absent / 20_000.0).isCloseTo(0.05, within(0.01));
	}

	private static UniformRecords generator(long seed, double missingDeviceType) {
		return new UniformRecords(seed, properties(missingDeviceType), CLOCK);
	}

	private static LoginGeneratorProperties properties(double missingDeviceType) {
		return TestProperties.of("user-login", missingDeviceType, false, 6);
	}

	private static List<String> texts(UniformRecords generator, int count) {
		return Stream.generate(generator::next)
			.limit(count)
			.map((record) -> Arrays.toString(record.key()) + new String(record.value(), StandardCharsets.UTF_8))
			.toList();
	}

}
