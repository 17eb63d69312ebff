package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.processor.LoginTopics.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrokerTest
class UserLoginListenerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String LOGIN = """
			{"user_id":"user-1","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI","device_id":"1",\
			"timestamp":1720576825,"device_type":"iOS"}""";

	private static final String PROCESSED_LOGIN = """
			{"user_id":"user-1","app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24","locale":"RI",\
			"device_id":"1","timestamp":"2024-07-10T02:00:25Z","device_type":"iOS"}""";

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private KafkaListenerEndpointRegistry listeners;

	private LoginTopics topics;

	@BeforeEach
	void joinTopics() {
		this.topics = new LoginTopics(this.broker.getBrokersAsString());
	}

	@AfterEach
	void leaveTopics() {
		this.topics.close();
	}

	@Test
	void loginIsPublishedWithKeyAndCoordinates() {
		long offset = this.topics.processorOffsets().get(new TopicPartition("user-login", 1));

		this.topics.publish(record(1, 1720576825123L, "key-1", LOGIN));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.rejected()).isEmpty();
		assertThat(outcome.processed()).singleElement().satisfies((record) -> {
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo(PROCESSED_LOGIN);
			assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("key-1");
			assertThat(record.headers()).hasSize(3);
			assertThat(header(record, "source-partition")).isEqualTo(bytes(1));
			assertThat(header(record, "source-offset")).isEqualTo(bytes(offset));
			assertThat(Outcome.sourceTimestamp(record)).isEqualTo(1720576825123L);
		});
	}

	@Test
	void outcomeOfAnOldRecordIsAsNewAsItsArrival() {
		long now = System.currentTimeMillis();

		this.topics
			.publish(List.of(record(0, 1720576825123L, "key-1", LOGIN), record(0, 1720576825123L, "key-1", "bad")));

		assertThat(this.topics.awaitOutcome().records()).hasSize(2)
			.allSatisfy((record) -> assertThat(record.timestamp()).isGreaterThanOrEqualTo(now));
	}

	@Test
	void loginWithoutKeyIsPublishedWithoutKey() {
		this.topics.publish(record(0, 1720576825123L, null, LOGIN));

		assertThat(this.topics.awaitOutcome().processed()).singleElement()
			.satisfies((record) -> assertThat(record.key()).isNull());
	}

	@Test
	void foreignHeadersGoAlongAndOursAreReplaced() {
		ProducerRecord<byte[], byte[]> login = record(0, 1720576825123L, "key-1", LOGIN);
		login.headers().add("trace", text("1")).add("trace", text("2")).add("nothing", null);
		login.headers().add("source-offset", text("forged")).add("source-partition", text("forged"));
		login.headers().add("source-timestamp", text("forged"));

		this.topics.publish(login);

		assertThat(this.topics.awaitOutcome().processed()).singleElement().satisfies((record) -> {
			assertThat(record.headers().headers("trace")).extracting(Header::value)
				.containsExactly(text("1"), text("2"));
			assertThat(record.headers().lastHeader("nothing").value()).isNull();
			assertThat(record.headers().headers("source-offset")).singleElement()
				.satisfies((header) -> assertThat(header.value()).hasSize(Long.BYTES));
			assertThat(record.headers().headers("source-partition")).singleElement()
				.satisfies((header) -> assertThat(header.value()).isEqualTo(bytes(0)));
			assertThat(record.headers().headers("source-timestamp")).singleElement()
				.satisfies((header) -> assertThat(header.value()).isEqualTo(bytes(1720576825123L)));
		});
	}

	@Test
	void recordThatIsNoLoginIsDeadLetteredByteForByte() {
		long offset = this.topics.processorOffsets().get(new TopicPartition("user-login", 1));
		byte[] value = { '{', (byte) 0xff, 0, '\n', (byte) 0xe9 };
		byte[] key = { (byte) 0xff, 0, 1 };
		var source = new ProducerRecord<>("user-login", 1, 1720576825123L, key, value);
		source.headers().add("trace", text("1"));

		this.topics.publish(source);

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).isEmpty();
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(record.value()).isEqualTo(value);
			assertThat(record.key()).isEqualTo(key);
			assertThat(record.headers()).extracting(Header::key)
				.containsExactlyInAnyOrder("trace", "kafka_dlt-original-topic", "kafka_dlt-original-partition",
						"kafka_dlt-original-offset", "kafka_dlt-original-timestamp",
						"kafka_dlt-original-timestamp-type", "rejection-reason", "rejection-detail",
						"rejecting-service");
			assertThat(header(record, "trace")).isEqualTo(text("1"));
			assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(text("user-login"));
			assertThat(header(record, "kafka_dlt-original-partition")).isEqualTo(bytes(1));
			assertThat(header(record, "kafka_dlt-original-offset")).isEqualTo(bytes(offset));
			assertThat(header(record, "kafka_dlt-original-timestamp")).isEqualTo(bytes(1720576825123L));
			assertThat(header(record, "kafka_dlt-original-timestamp-type")).isEqualTo(text("CreateTime"));
			assertThat(header(record, "rejection-reason")).isEqualTo(text("not_json"));
			assertThat(header(record, "rejection-detail")).isEqualTo(text("Expected UTF-8 without a byte order mark"));
			assertThat(header(record, "rejecting-service")).isEqualTo(text("login-processor"));
		});
	}

	@Test
	void recordWithoutValueIsDeadLetteredWithoutValue() {
		this.topics.publish(record(0, 1720576825123L, "key-1", null));

		assertThat(this.topics.awaitOutcome().rejected()).singleElement().satisfies((record) -> {
			assertThat(record.value()).isNull();
			assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("key-1");
			assertThat(header(record, "rejection-reason")).isEqualTo(text("null_value"));
		});
	}

	@Test
	void loginOfOneMebibyteIsPublished() {
		String login = LOGIN.replace("\"ip\"",
				"\"padding\":\"" + "x".repeat((1 << 20) - LOGIN.length() - 13) + "\",\"ip\"");

		this.topics.publish(record(0, 1720576825123L, "key-1", login));

		assertThat(login).hasSize(1 << 20);
		assertThat(this.topics.awaitOutcome().processed()).singleElement()
			.satisfies((record) -> assertThat(record.value()).hasSizeGreaterThan(1 << 20));
	}

	@Test
	void valueOverOneMebibyteIsDeadLetteredWhole() {
		String login = LOGIN + " ".repeat(1 << 20);

		this.topics.publish(record(0, 1720576825123L, "key-1", login));

		assertThat(this.topics.awaitOutcome().rejected()).singleElement().satisfies((record) -> {
			assertThat(Arrays.equals(record.value(), text(login))).isTrue();
			assertThat(header(record, "rejection-reason")).isEqualTo(text("too_large"));
		});
	}

	@Test
	void recordTooLargeToSendOnHoldsUpNobody() {
		long offset = this.topics.processorOffsets().get(new TopicPartition("user-login", 0));
		ProducerRecord<byte[], byte[]> manyHeaders = record(0, 1720576825123L, "key-1", LOGIN);
		manyHeaders.headers().add("large", new byte[2 << 20]);

		this.topics.publish(List.of(record(0, 1720576825123L, "key-1", " ".repeat(10 << 20)), manyHeaders,
				record(0, 1720576825124L, "key-1", LOGIN)));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).singleElement().returns(1720576825124L, Outcome::sourceTimestamp);
		assertThat(outcome.rejected()).hasSize(2).allSatisfy((record) -> {
			assertThat(record.key()).isNull();
			assertThat(record.value()).isNull();
			assertThat(header(record, "rejection-reason")).isEqualTo(text("too_large"));
			assertThat(header(record, "kafka_dlt-original-partition")).isEqualTo(bytes(0));
		});
		assertThat(outcome.rejected()).extracting((record) -> header(record, "kafka_dlt-original-offset"))
			.containsExactlyInAnyOrder(bytes(offset), bytes(offset + 1));
	}

	@Test
	void loginOfAnAbortedTransactionIsNotRead() {
		this.topics.publishInVain(record(0, 1720576825123L, "key-1", LOGIN));
		this.topics.publish(record(0, 1720576825124L, "key-1", LOGIN));

		assertThat(this.topics.awaitOutcome().records()).singleElement()
			.returns(1720576825124L, Outcome::sourceTimestamp);
	}

	@Test
	void everyRecordHasOneOutcomeInTheOrderOfItsKey() {
		List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, 400)
			.mapToObj((i) -> record(null, 1720576825000L + i, "key-" + i % 10, (i % 4 == 3) ? "bad" : LOGIN))
			.toList();
		double processed = processedCount();
		double rejected = rejectedCount("not_json");

		this.topics.publish(records);

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).hasSize(300);
		assertThat(outcome.rejected()).hasSize(100);
		assertThat(Stream.of(outcome.processed(), outcome.rejected()).flatMap(List::stream))
			.extracting(Outcome::sourceTimestamp)
			.doesNotHaveDuplicates()
			.hasSize(400);
		for (int key = 0; key < 10; key++) {
			byte[] ofKey = text("key-" + key);
			assertThat(outcome.processed().stream().filter((record) -> Arrays.equals(record.key(), ofKey)))
				.extracting(Outcome::sourceTimestamp)
				.isSorted();
		}
		assertThat(processedCount() - processed).isEqualTo(300);
		assertThat(rejectedCount("not_json") - rejected).isEqualTo(100);
	}

	@Test
	void lagCountsWhatTheGroupHasNotCommitted() {
		this.topics.awaitProcessing();
		await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 0);
		MessageListenerContainer container = this.listeners.getListenerContainer("login-processor");
		container.stop();
		this.topics.publish(List.of(record(0, 1720576825123L, "key-1", LOGIN), record(0, 1L, "key-1", "bad"),
				record(1, 1720576825123L, "key-1", LOGIN),
				new ProducerRecord<>("user-login-redrive", text("key-1"), text(LOGIN))));

		await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 4);

		container.start();
		await().atMost(PATIENCE).until(this::lag, (lag) -> lag == 0);
	}

	private double lag() {
		return this.meters.get("login.consumer.lag").gauge().value();
	}

	private double processedCount() {
		return this.meters.get("login.events.processed").counter().count();
	}

	private double rejectedCount(String reason) {
		return this.meters.get("login.events.rejected").tag("reason", reason).counter().count();
	}

	private static ProducerRecord<byte[], byte[]> record(Integer partition, long timestamp, String key, String value) {
		return new ProducerRecord<>("user-login", partition, timestamp, (key != null) ? text(key) : null,
				(value != null) ? text(value) : null);
	}

	private static byte[] header(ConsumerRecord<?, ?> record, String name) {
		return record.headers().lastHeader(name).value();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

}
