package dev.loginstream.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.loginstream.dto.UserLogin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "login.generator.scenario=realistic", "login.generator.rate=0",
		"login.generator.count=5000", "login.generator.realistic.from=2025-03-03T00:00:00Z",
		"login.generator.realistic.acceleration=0.1", "login.generator.realistic.incident-interval=5s",
		"login.generator.partitions=2", "server.port=0", "management.server.port=0" })
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class RealisticPublisherTests {

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Test
	void realisticLoginsAreValid() {
		Map<String, Object> settings = KafkaTestUtils.consumerProps(this.broker, "test", false);
		settings.put("auto.offset.reset", "earliest");
		try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(settings,
				new ByteArrayDeserializer(), new ByteArrayDeserializer())
			.createConsumer()) {
			consumer.subscribe(List.of("user-login"));

			assertThat(KafkaTestUtils.getRecords(consumer, Duration.ofSeconds(30), 5000)).hasSize(5000)
				.allSatisfy(RealisticPublisherTests::assertValid);
		}
	}

	private static void assertValid(ConsumerRecord<byte[], byte[]> record) {
		UserLogin login = JsonMapper.shared().readValue(record.value(), UserLogin.class);
		assertThat(record.key()).asString().isEqualTo(login.userId());
		assertThat(login.appVersion()).matches("\\d+\\.\\d+\\.\\d");
		assertThat(login.ip()).matches("(\\d{1,3}\\.){3}\\d{1,3}");
		assertThat(login.locale()).matches("[A-Z]{2}");
		assertThat(login.deviceType()).isIn("android", "iOS", null);
		assertThat(Instant.ofEpochSecond(login.timestamp())).isBetween("2025-03-02T12:00:00Z", "2025-03-03T00:08:20Z");
		assertThat(login.otherFields()).isEmpty();
	}

}
