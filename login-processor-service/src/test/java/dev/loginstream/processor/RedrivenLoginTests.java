package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.loginstream.processor.LoginTopics.Outcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;

@BrokerTest
class RedrivenLoginTests {

	private static final String LOGIN = """
			{"user_id":"user-1","app_version":"2.3.0","ip":"192.0.2.239","locale":"RI","device_id":"1",\
			"timestamp":1720576825,"device_type":"iOS"}""";

	private static final String PROCESSED_LOGIN = """
			{"user_id":"user-1","app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24","locale":"RI",\
			"device_id":"1","timestamp":"2024-07-10T02:00:25Z","device_type":"iOS"}""";

	private static final String[] COORDINATES = { "source-partition", "source-offset", "source-timestamp" };

	private static final String[] STORY = { "redriven-by", "dead-letter-partition", "dead-letter-offset",
			"dead-letter-timestamp" };

	@Autowired
	private EmbeddedKafkaBroker broker;

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
	void letterIsProcessedUnderItsFirstCoordinates() {
		this.topics.publish(letter(LOGIN, "login-processor", "not_json"));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.rejected()).isEmpty();
		assertThat(outcome.processed()).singleElement().satisfies((record) -> {
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo(PROCESSED_LOGIN);
			assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("key-1");
			assertThat(record.headers()).extracting(Header::key)
				.containsExactlyInAnyOrder("trace", "source-partition", "source-offset", "source-timestamp",
						"redriven-by", "dead-letter-partition", "dead-letter-offset", "dead-letter-timestamp");
			assertThat(header(record, "source-partition")).isEqualTo(bytes(5));
			assertThat(header(record, "source-offset")).isEqualTo(bytes(77L));
			assertThat(header(record, "source-timestamp")).isEqualTo(bytes(1720576825123L));
			assertThat(header(record, "redriven-by")).isEqualTo(text("redrive"));
			assertThat(header(record, "dead-letter-partition")).isEqualTo(bytes(2));
			assertThat(header(record, "dead-letter-offset")).isEqualTo(bytes(8L));
			assertThat(header(record, "dead-letter-timestamp")).isEqualTo(bytes(1720576826000L));
		});
	}

	@Test
	void letterRejectedAgainTellsItsNewStoryAlone() {
		this.topics.publish(letter("{}", "login-processor", "not_json"));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).isEmpty();
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
			assertThat(record.headers()).extracting(Header::key)
				.containsExactlyInAnyOrder("trace", "redriven-by", "dead-letter-partition", "dead-letter-offset",
						"dead-letter-timestamp", "kafka_dlt-original-topic", "kafka_dlt-original-partition",
						"kafka_dlt-original-offset", "kafka_dlt-original-timestamp",
						"kafka_dlt-original-timestamp-type", "rejection-reason", "rejection-detail",
						"rejecting-service");
			assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(text("user-login"));
			assertThat(header(record, "kafka_dlt-original-partition")).isEqualTo(bytes(5));
			assertThat(header(record, "kafka_dlt-original-offset")).isEqualTo(bytes(77L));
			assertThat(header(record, "kafka_dlt-original-timestamp")).isEqualTo(bytes(1720576825123L));
			assertThat(header(record, "kafka_dlt-original-timestamp-type")).isEqualTo(text("LogAppendTime"));
			assertThat(header(record, "rejection-reason")).isEqualTo(text("missing_user_id"));
			assertThat(header(record, "dead-letter-offset")).isEqualTo(bytes(8L));
		});
	}

	@Test
	void ofTwoDeadLettersTheLastOneCountsAndGoesAlong() {
		ProducerRecord<byte[], byte[]> twice = letter(LOGIN, "login-processor", "not_json");
		twice.headers().add("dead-letter-partition", bytes(3)).add("dead-letter-offset", bytes(9L));

		this.topics.publish(twice);

		assertThat(this.topics.awaitOutcome().processed()).singleElement()
			.satisfies((record) -> assertThat(record.headers().headers("dead-letter-offset")).singleElement()
				.returns(bytes(9L), Header::value));
	}

	@Test
	void repairedLoginIsProcessedUnderItsFirstCoordinates() {
		this.topics.publish(List.of(repaired(LOGIN), repaired("bad")));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).singleElement().satisfies((record) -> {
			assertThat(record.headers()).hasSize(4);
			assertThat(header(record, "source-offset")).isEqualTo(bytes(77L));
			assertThat(header(record, "redriven-by")).isEqualTo(text("repair"));
		});
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(text("user-login"));
			assertThat(header(record, "kafka_dlt-original-offset")).isEqualTo(bytes(77L));
			assertThat(header(record, "kafka_dlt-original-timestamp-type")).isEqualTo(text("NoTimestampType"));
			assertThat(header(record, "redriven-by")).isEqualTo(text("repair"));
		});
	}

	@Test
	void unindexableLoginPassesThroughByteForByte() {
		String value = PROCESSED_LOGIN.replace("\"locale\"", "\"x\" : 1.10,\n\"locale\"");

		this.topics.publish(letter(value, "login-indexer", "unindexable"));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.rejected()).isEmpty();
		assertThat(outcome.processed()).singleElement().satisfies((record) -> {
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo(value);
			assertThat(header(record, "source-offset")).isEqualTo(bytes(77L));
			assertThat(record.headers().lastHeader("rejection-reason")).isNull();
		});
	}

	@Test
	void processedValueOfWhatIsNotUnindexableIsNoLogin() {
		this.topics.publish(List.of(letter(PROCESSED_LOGIN, "login-processor", "unindexable"),
				letter(PROCESSED_LOGIN, "login-indexer", "not_json"), letter(null, "login-indexer", "unindexable")));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).isEmpty();
		assertThat(outcome.rejected())
			.extracting((record) -> new String(header(record, "rejection-reason"), StandardCharsets.UTF_8))
			.containsExactlyInAnyOrder("invalid_timestamp", "invalid_timestamp", "null_value");
	}

	@Test
	void foreignProducerCannotForgeCoordinatesNorLookRedriven() {
		this.topics.publish(List.of(forged(LOGIN), forged("bad")));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).singleElement().satisfies((record) -> {
			assertThat(record.headers()).extracting(Header::key).doesNotContain(STORY).contains(COORDINATES);
			assertThat(header(record, "source-partition")).isEqualTo(bytes(1));
			assertThat(record.headers().headers("source-offset")).hasSize(1);
			assertThat(header(record, "source-offset")).isNotEqualTo(bytes(77L));
		});
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(record.headers()).extracting(Header::key).doesNotContain(STORY).doesNotContain(COORDINATES);
			assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(text("user-login"));
			assertThat(header(record, "kafka_dlt-original-partition")).isEqualTo(bytes(1));
			assertThat(header(record, "kafka_dlt-original-offset")).isNotEqualTo(bytes(77L));
			assertThat(header(record, "rejecting-service")).isEqualTo(text("login-processor"));
			assertThat(header(record, "rejection-reason")).isEqualTo(text("not_json"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "source-partition", "source-offset", "source-timestamp", "redriven-by",
			"dead-letter-partition", "dead-letter-offset", "dead-letter-timestamp" })
	void foreignRecordToBeRedrivenIsNeverTakenForALoginOfTheSource(String unreadable) {
		ProducerRecord<byte[], byte[]> good = letter(LOGIN, "login-processor", "not_json");
		good.headers().add(unreadable, new byte[3]);
		ProducerRecord<byte[], byte[]> bad = letter("bad", "login-indexer", "unindexable");
		bad.headers().remove(unreadable);

		this.topics.publish(List.of(good, bad));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).singleElement()
			.satisfies((record) -> assertThat(record.headers()).extracting(Header::key)
				.doesNotContain(COORDINATES)
				.doesNotContain(STORY));
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(text("user-login-redrive"));
			assertThat(header(record, "kafka_dlt-original-offset")).isNotEqualTo(bytes(77L));
			assertThat(header(record, "rejection-reason")).isEqualTo(text("not_json"));
			assertThat(record.headers()).extracting(Header::key).doesNotContain(COORDINATES).doesNotContain(STORY);
		});
	}

	@Test
	void foreignRecordToBeRedrivenHoldsUpNobody() {
		ProducerRecord<byte[], byte[]> large = letter(" ".repeat(4 << 20), "login-indexer", "unindexable");
		ProducerRecord<byte[], byte[]> story = copy(LOGIN);
		story.headers().add("redriven-by", new byte[4 << 20]);

		this.topics.publish(List.of(large, story, letter(LOGIN, "login-processor", "not_json")));

		Outcome outcome = this.topics.awaitOutcome();
		assertThat(outcome.processed()).hasSize(2);
		assertThat(outcome.rejected()).singleElement().satisfies((record) -> {
			assertThat(record.value()).isNull();
			assertThat(header(record, "rejection-reason")).isEqualTo(text("too_large"));
			assertThat(header(record, "kafka_dlt-original-offset")).isEqualTo(bytes(77L));
		});
	}

	private static ProducerRecord<byte[], byte[]> letter(String value, String service, String reason) {
		ProducerRecord<byte[], byte[]> record = copy(value);
		Headers headers = record.headers();
		addStory(headers);
		headers.add("trace", text("1"));
		headers.add("kafka_dlt-original-topic", text("user-login"))
			.add("kafka_dlt-original-partition", bytes(5))
			.add("kafka_dlt-original-offset", bytes(77L))
			.add("kafka_dlt-original-timestamp", bytes(1720576825123L))
			.add("kafka_dlt-original-timestamp-type", text("LogAppendTime"))
			.add("rejection-reason", text(reason))
			.add("rejection-detail", text("Expected"))
			.add("rejecting-service", text(service));
		return record;
	}

	private static void addStory(Headers headers) {
		headers.add("redriven-by", text("redrive"))
			.add("dead-letter-partition", bytes(2))
			.add("dead-letter-offset", bytes(8L))
			.add("dead-letter-timestamp", bytes(1720576826000L));
	}

	private static ProducerRecord<byte[], byte[]> repaired(String value) {
		ProducerRecord<byte[], byte[]> record = copy(value);
		record.headers().add("redriven-by", text("repair"));
		return record;
	}

	private static ProducerRecord<byte[], byte[]> copy(String value) {
		var record = new ProducerRecord<byte[], byte[]>("user-login-redrive", 0, null, text("key-1"),
				(value != null) ? text(value) : null);
		addCoordinates(record.headers());
		return record;
	}

	private static void addCoordinates(Headers headers) {
		headers.add("source-partition", bytes(5))
			.add("source-offset", bytes(77L))
			.add("source-timestamp", bytes(1720576825123L));
	}

	private static ProducerRecord<byte[], byte[]> forged(String value) {
		var record = new ProducerRecord<byte[], byte[]>("user-login", 1, 1720576825999L, text("key-1"), text(value));
		addCoordinates(record.headers());
		addStory(record.headers());
		record.headers().add("rejecting-service", text("login-indexer")).add("rejection-reason", text("unindexable"));
		return record;
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
