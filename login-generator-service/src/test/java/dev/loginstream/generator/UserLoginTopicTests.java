package dev.loginstream.generator;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

@EmbeddedKafka
class UserLoginTopicTests {

	private static final int PARTITIONS = 6;

	private final NewTopic topic = new NewTopic("user-login-" + UUID.randomUUID(), PARTITIONS, (short) 1);

	@Test
	void creationIsTriedAgainUntilKafkaAnswers(EmbeddedKafkaBroker broker) throws InterruptedException {
		KafkaAdmin admin = spy(admin(broker));
		willThrow(new KafkaException("Nobody there")).willCallRealMethod()
			.given(admin)
			.createOrModifyTopics(this.topic);

		userLoginTopic(admin, this.topic, true).awaitCreation();

		verify(admin, times(2)).createOrModifyTopics(this.topic);
		assertThat(admin.describeTopics(this.topic.name()).get(this.topic.name()).partitions()).hasSize(PARTITIONS);
	}

	@Test
	void producersDoNotGetStuckOnNewTopics(EmbeddedKafkaBroker broker) throws Exception {
		for (int i = 0; i < 10; i++) {
			NewTopic fresh = new NewTopic("user-login-" + UUID.randomUUID(), PARTITIONS, (short) 1);
			userLoginTopic(admin(broker), fresh, true).awaitCreation();
			send(broker.getBrokersAsString(), fresh.name());
		}
	}

	private static void send(String bootstrapServers, String topic) {
		Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0, "batch.size", 200,
				"delivery.timeout.ms", Integer.MAX_VALUE);
		KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer());
		try {
			for (int i = 0; i < 100 * PARTITIONS; i++) {
				producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, new byte[100]));
			}
			assertThat(CompletableFuture.runAsync(producer::flush)).succeedsWithin(20, TimeUnit.SECONDS);
		}
		finally {
			producer.close(Duration.ZERO);
		}
	}

	@Test
	void topicIsLeftToOthersWhenToldSo() throws InterruptedException {
		KafkaAdmin admin = mock();

		userLoginTopic(admin, this.topic, false).awaitCreation();

		verifyNoInteractions(admin);
	}

	private static KafkaAdmin admin(EmbeddedKafkaBroker broker) {
		return new KafkaAdmin(Map.of("bootstrap.servers", broker.getBrokersAsString()));
	}

	private static UserLoginTopic userLoginTopic(KafkaAdmin admin, NewTopic topic, boolean create) {
		return new UserLoginTopic(admin, topic, TestProperties.of(topic.name(), 0, create, PARTITIONS));
	}

}
