package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RejectedLoginsTests {

	private static final String OWN_ACTION = action("rejected-user-login-index-2024.07",
			"user-login-dlt-1-5-1720576825123");

	private final RejectedLogins documents = new RejectedLogins(IndexRotation.MONTHLY, "user-login-redrive");

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNINDEXABLE")
	void documentSaysWhyAndWhereAndNothingOfTheRecord(RejectionReason reason) {
		Headers headers = TestRecords.rejection("login-processor", reason, "user-login", 3, 42)
			.add("x-user", bytes("u-1"));

		assertThat(lines(headers)).containsExactly(
				action("rejected-user-login-index-2024.07", "3-42-" + TestRecords.SOURCE_TIMESTAMP),
				"{\"kafka_source\":{\"partition\":3,\"offset\":42},\"timestamp\":\"2024-07-10T02:00:25.123Z\","
						+ "\"reason\":\"" + reason.code()
						+ "\",\"service\":\"login-processor\",\"detail\":\"Expected \\\"a\\\"\\n\u00fc\"}");
	}

	@Test
	void unindexableLoginHasTheIdThatItsDocumentWouldHave() throws Exception {
		Headers headers = TestRecords.sourceHeaders(3, 42);
		String id = SourceRecord.of(TestRecords.processed(3, 42, "{}")).documentId();

		addAll(headers,
				TestRecords.rejection("login-indexer", RejectionReason.UNINDEXABLE, "processed-user-login", 0, 7));

		assertThat(lines(headers)[0]).isEqualTo(action("rejected-user-login-index-2024.07", id));
		assertThat(document(headers).at("/kafka_source").toString()).isEqualTo("{\"partition\":3,\"offset\":42}");
		assertThat(document(headers).at("/reason").asString()).isEqualTo("unindexable");
		assertThat(document(headers).at("/service").asString()).isEqualTo("login-indexer");
	}

	@Test
	void unindexableForeignRecordHasItsOwnCoordinatesAndTopic() {
		Headers headers = TestRecords.rejection("login-indexer", RejectionReason.UNINDEXABLE, "processed-user-login", 0,
				7);

		assertThat(lines(headers)[0]).isEqualTo(action("rejected-user-login-index-2024.07",
				"processed-user-login-0-7-" + TestRecords.SOURCE_TIMESTAMP));
		assertThat(document(headers).at("/kafka_source").toString())
			.isEqualTo("{\"topic\":\"processed-user-login\",\"partition\":0,\"offset\":7}");
	}

	@Test
	void sourceHeadersOfAProducerAreNoCoordinatesOfARejectedRecord() {
		Headers headers = TestRecords.sourceHeaders(9, 9);

		addAll(headers, TestRecords.rejection("login-processor", RejectionReason.MISSING_USER_ID, "user-login", 3, 42));

		assertThat(lines(headers)[0]).contains("\"3-42-" + TestRecords.SOURCE_TIMESTAMP + "\"");
	}

	@Test
	void lastHeaderOfANameCounts() {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 0, 1);

		addAll(headers, TestRecords.rejection("login-processor", RejectionReason.INVALID_FIELD, "user-login", 3, 42));

		assertThat(lines(headers)[0]).contains("\"3-42-" + TestRecords.SOURCE_TIMESTAMP + "\"");
		assertThat(document(headers).at("/reason").asString()).isEqualTo("invalid_field");
	}

	@Test
	void foreignDeadLetterIsKnownByItsOwnCoordinatesAlone() {
		Headers headers = new RecordHeaders().add(LoginHeaders.REJECTION_DETAIL, bytes("u-1 is bad"))
			.add(LoginHeaders.REJECTION_REASON, bytes("u-1"))
			.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes("user-login"))
			.add(LoginHeaders.REJECTING_SERVICE, bytes("another"));

		assertThat(lines(headers)).containsExactly(OWN_ACTION,
				"{\"kafka_source\":{\"topic\":\"user-login-dlt\",\"partition\":1,\"offset\":5},"
						+ "\"timestamp\":\"2024-07-10T02:00:25.123Z\",\"reason\":\"unknown\"}");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "kafka_dlt-original-partition", "kafka_dlt-original-offset", "kafka_dlt-original-timestamp" })
	void headerOfWrongLengthIsNoCoordinate(String header) {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42)
			.add(header, new byte[3]);

		assertThat(lines(headers)[0]).isEqualTo(OWN_ACTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\"b", "a\nb", "\u00fc" })
	void whatIsNoNameOfATopicIsNotPutIntoTheRequest(String topic) {
		Headers headers = TestRecords.rejection("login-indexer", RejectionReason.UNINDEXABLE, topic, 0, 7);

		assertThat(lines(headers)[0]).isEqualTo(OWN_ACTION);
	}

	@Test
	void missingTextsAreUnknownAndLongOnesCut() {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42)
			.remove(LoginHeaders.REJECTION_REASON)
			.add(LoginHeaders.REJECTION_DETAIL, bytes("x".repeat(1023) + "\ud83d\ude00"));

		assertThat(document(headers).at("/reason").asString()).isEqualTo("unknown");
		assertThat(document(headers).at("/detail").asString()).hasSize(1024).startsWith("xxx");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1970.01, 1970-01-01T00:00:00Z", "9223372036854775807, 9999.12, 9999-12-31T23:59:59.999Z" })
	void timeThatIsNoneMakesADocumentToo(long timestamp, String month, String time) {
		BulkItem item = this.documents.of(TestRecords.deadLetter(1, 5, timestamp, new RecordHeaders()));

		assertThat(lines(item)[0]).contains("rejected-user-login-index-" + month + "\"");
		assertThat(JsonMapper.shared().readTree(lines(item)[1]).at("/timestamp").asString()).isEqualTo(time);
	}

	@Test
	void redrivenLetterIsItsDocumentWithTheTimeAndWrittenOverIt() {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42);
		String[] first = lines(headers);

		String[] redriven = lines(this.documents
			.of(TestRecords.redriven(TestRecords.TIMESTAMP + 1000, TestRecords.redrive(headers, 1, 5))));

		assertThat(redriven[0]).isEqualTo(first[0].replace("create", "index"));
		assertThat(redriven[1]).isEqualTo(first[1].replaceFirst("}$", ",\"redriven\":\"2024-07-10T02:00:26.123Z\"}"));
	}

	@Test
	void letterOfARedrivenRecordIsADocumentOfItsOwnAndIsRedrivenItself() {
		Headers headers = TestRecords
			.redrive(TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42), 2, 8);

		assertThat(lines(headers)[0])
			.isEqualTo(action("rejected-user-login-index-2024.07", "3-42-" + TestRecords.SOURCE_TIMESTAMP + "-2-8"));
		assertThat(lines(headers)[1]).doesNotContain("redriven");
		assertThat(lines(headers)).isEqualTo(lines(headers));
		assertThat(lines(this.documents
			.of(TestRecords.redriven(TestRecords.TIMESTAMP + 1000, TestRecords.redrive(headers, 1, 5))))[0])
			.isEqualTo(lines(headers)[0].replace("create", "index"));
	}

	@Test
	void letterOfARepairHasTheIdOfAFirstOne() {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42)
			.add(LoginHeaders.REDRIVEN_BY, bytes(LoginHeaders.REPAIR));

		assertThat(lines(headers)[0]).contains("\"3-42-" + TestRecords.SOURCE_TIMESTAMP + "\"");
	}

	@Test
	void repairAndForeignRecordToBeRedrivenAreNoRejections() {
		Headers repair = TestRecords.sourceHeaders(3, 42).add(LoginHeaders.REDRIVEN_BY, bytes(LoginHeaders.REPAIR));
		Headers foreign = TestRecords.redrive(new RecordHeaders(), 1, 5);
		Headers ours = TestRecords
			.redrive(TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, 42), 1, 5);

		assertThat(this.documents.isRejected(TestRecords.redriven(1, repair))).isFalse();
		assertThat(this.documents.isRejected(TestRecords.redriven(1, foreign))).isFalse();
		assertThat(this.documents.isRejected(TestRecords.redriven(1, ours))).isTrue();
		assertThat(this.documents.isRejected(TestRecords.deadLetter(1, 5, 1, new RecordHeaders()))).isTrue();
	}

	@Test
	void foreignRecordThatWasToBeRedrivenIsNoCoordinateOfTheSource() {
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login-redrive", 3,
				42);

		assertThat(lines(headers)[0]).isEqualTo(
				action("rejected-user-login-index-2024.07", "user-login-redrive-3-42-" + TestRecords.SOURCE_TIMESTAMP));
		assertThat(document(headers).at("/kafka_source").toString())
			.isEqualTo("{\"topic\":\"user-login-redrive\",\"partition\":3,\"offset\":42}");
	}

	private JsonNode document(Headers headers) {
		return JsonMapper.shared().readTree(lines(headers)[1]);
	}

	private String[] lines(Headers headers) {
		return lines(this.documents.of(TestRecords.deadLetter(1, 5, TestRecords.TIMESTAMP, headers)));
	}

	private static String[] lines(BulkItem item) {
		byte[] body = new byte[item.size()];
		item.writeTo(body, 0);
		return new String(body, StandardCharsets.UTF_8).split("\n");
	}

	private static String action(String index, String id) {
		return "{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}";
	}

	private static void addAll(Headers headers, Headers more) {
		more.forEach(headers::add);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
