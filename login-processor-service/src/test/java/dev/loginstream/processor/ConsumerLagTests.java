package dev.loginstream.processor;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import static org.awaitility.Awaitility.await;

@BrokerTest
class ConsumerLagTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private KafkaAdmin kafka;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private ConsumerLag lag;

	@BeforeEach
	void start() {
		LoginProcessorProperties properties = new LoginProcessorProperties("later", "processed-user-login",
				"user-login-dlt", "later-redrive", "test", false, 6, (short) -1, Duration.ofDays(1));
		this.lag = new ConsumerLag(this.kafka, properties, this.meters);
		this.lag.start();
	}

	@AfterEach
	void stop() {
		this.lag.stop();
	}

	@Test
	void recordsCountFromTheBeginningOfATopicThatNobodyHasReadYet() throws Exception {
		await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 0);

		this.kafka.createOrModifyTopics(new NewTopic("later", 2, (short) 1));
		try (LoginTopics topics = new LoginTopics(this.broker.getBrokersAsString())) {
			for (int i = 0; i < 5; i++) {
				topics.publish(new ProducerRecord<>("later", i % 2, null, new byte[1]));
			}
			await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 5);

			topics.admin()
				.deleteRecords(Map.of(new TopicPartition("later", 0), RecordsToDelete.beforeOffset(2)))
				.all()
				.get();
			await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 3);
		}
	}

	@Test
	void lagIsReadAgainAfterARestart() {
		this.lag.stop();
		this.lag.start();

		await().atMost(PATIENCE).until(() -> !Double.isNaN(lag()));
	}

	private double lag() {
		return this.meters.get("login.consumer.lag").gauge().value();
	}

}
