package dev.loginstream.generator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "login.generator.rate=0", "login.generator.count=1500", "login.generator.bad-share=0.1",
		"login.generator.seed=7", "login.generator.partitions=4", "server.port=0", "management.server.port=0" })
@EmbeddedKafka(bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class LoginPublisherTests {

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private LoginPublisher publisher;

	@Test
	void everyAcknowledgedEventIsInTheTopicOnce() throws Exception {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.meters.get("login.events.generated").counter().count() == 1500);

		Map<String, Object> settings = KafkaTestUtils.consumerProps(this.broker, "test", false);
		settings.put("auto.offset.reset", "earliest");
		try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(settings,
				new ByteArrayDeserializer(), new ByteArrayDeserializer())
			.createConsumer(); Admin admin = Admin.create(settings)) {
			consumer.subscribe(List.of("user-login"));
			assertThat(KafkaTestUtils.getRecords(consumer, Duration.ofSeconds(20), 1500).count()).isEqualTo(1500);
			var topic = admin.describeTopics(List.of("user-login")).allTopicNames().get().get("user-login");
			assertThat(topic.partitions()).hasSize(4);
		}
		assertThat(this.publisher.getExitCode()).isZero();
	}

}
