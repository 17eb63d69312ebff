package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;

import dev.loginstream.indexer.LoginDocuments.NotALoginException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoginDocumentsTests {

	private static final long NOW = TestRecords.TIMESTAMP + 250;

	private final LoginDocuments documents = new LoginDocuments(IndexRotation.MONTHLY);

	@Test
	void recordsBytesFollowTheSourceUnchanged() throws Exception {
		BulkItem item = of(TestRecords.processed(3, 42,
				"{\"timestamp\":\"2024-07-10T02:00:25Z\",\"n\":1.10,\"s\":\"\\u0041\\/\"}"));

		assertThat(source(item)).isEqualTo("{\"kafka_source\":{\"partition\":3,\"offset\":42,\"latency_ms\":250},"
				+ "\"timestamp\":\"2024-07-10T02:00:25Z\",\"n\":1.10,\"s\":\"\\u0041\\/\"}");
	}

	@Test
	void idIsMadeOfSourceCoordinatesAndTime() throws Exception {
		BulkItem item = of(TestRecords.processed(3, 42, TestRecords.json("u-1")));

		assertThat(action(item)).isEqualTo(
				"{\"create\":{\"_index\":\"processed-user-login-index-2024.07\",\"_id\":\"3-42-1720576825123\"}}");
	}

	@Test
	void foreignRecordHasItsOwnCoordinatesAndTopic() throws Exception {
		BulkItem item = of(TestRecords.foreign(1, 5, TestRecords.json("u-1")));

		assertThat(action(item)).contains("\"_id\":\"processed-user-login-1-5-1720576825123\"");
		assertThat(source(item)).startsWith(
				"{\"kafka_source\":{\"topic\":\"processed-user-login\",\"partition\":1,\"offset\":5,\"latency_ms\":250},");
	}

	@Test
	void latencyIsNeverNegative() {
		SourceRecord ahead = new SourceRecord(null, 3, 42, NOW + 1);

		assertThat(ahead.toJson(NOW)).isEqualTo("\"kafka_source\":{\"partition\":3,\"offset\":42,\"latency_ms\":0}");
	}

	@Test
	void recordWithoutTimeHasNoLatency() {
		SourceRecord timeless = new SourceRecord(null, 3, 42, -1);

		assertThat(timeless.toJson(NOW)).isEqualTo("\"kafka_source\":{\"partition\":3,\"offset\":42}");
	}

	@Test
	void headersOfWrongLengthAreNoCoordinates() throws Exception {
		ConsumerRecord<byte[], byte[]> record = TestRecords.foreign(1, 5, TestRecords.json("u-1"));
		record.headers().add("source-partition", new byte[3]).add("source-offset", new byte[8]);

		assertThat(action(of(record))).contains("processed-user-login-1-5");
	}

	@Test
	void documentIsOneLineHoweverItWasLaidOut() throws Exception {
		BulkItem item = of(
				TestRecords.foreign(1, 5, "{\r\n  \"timestamp\": \"2024-07-10T02:00:25Z\",\n  \"a\": \"b\\nc\"\n}\n"));

		assertThat(source(item)).doesNotContain("\r").contains("\"a\": \"b\\nc\"");
	}

	@ParameterizedTest
	@CsvSource({ "DAILY, processed-user-login-index-2024.07.10", "MONTHLY, processed-user-login-index-2024.07",
			"NONE, processed-user-login-index-all" })
	void indexIsChosenByTheTimeOfTheLogin(IndexRotation rotation, String index) throws Exception {
		BulkItem item = new LoginDocuments(rotation).of(TestRecords.processed(0, 0, TestRecords.json("u-1")), NOW);

		assertThat(action(item)).contains("\"_index\":\"" + index + "\"");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "oops", "[]", "{}", "42", "{\"timestamp\":1720576825}",
			"{\"timestamp\":\"yesterday\"}", "{\"timestamp\":\"2024-07-10T02:00:25Z\"",
			"{\"timestamp\":\"2024-07-10T02:00:25Z\"}{}", "{\"nested\":{\"timestamp\":\"2024-07-10T02:00:25Z\"}}" })
	void whatIsNoLoginIsRefusedWithoutQuotingIt(String json) {
		assertThatExceptionOfType(NotALoginException.class).isThrownBy(() -> of(TestRecords.foreign(1, 5, json)))
			.withMessageStartingWith("Expected")
			.withMessageNotContainingAny("yesterday", "oops", "2024");
	}

	private BulkItem of(ConsumerRecord<byte[], byte[]> record) throws NotALoginException {
		return this.documents.of(record, NOW);
	}

	private static String action(BulkItem item) {
		return lines(item)[0];
	}

	private static String source(BulkItem item) {
		return lines(item)[1];
	}

	private static String[] lines(BulkItem item) {
		byte[] body = new byte[item.size()];
		assertThat(item.writeTo(body, 0)).isEqualTo(body.length);
		String text = new String(body, StandardCharsets.UTF_8);
		assertThat(text).endsWith("\n").satisfies((all) -> assertThat(all.chars().filter((c) -> c == '\n')).hasSize(2));
		return text.split("\n");
	}

}
