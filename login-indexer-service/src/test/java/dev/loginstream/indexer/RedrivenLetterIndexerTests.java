package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service starts without the topic of the redriven, as beside an older processor.
 */
@IndexerTest
class RedrivenLetterIndexerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** No two records of these tests, or of those beside them, have the same source. */
	private static final AtomicLong SOURCE_OFFSETS = new AtomicLong(2_000_000);

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private RestClient openSearch;

	@Autowired
	private IndexTemplates templates;

	@Autowired
	private MeterRegistry meters;

	private Producer<byte[], byte[]> producer;

	private final long offset = SOURCE_OFFSETS.getAndIncrement();

	private final String id = "3-" + this.offset + "-" + TestRecords.SOURCE_TIMESTAMP;

	private final Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3,
			this.offset);

	@BeforeEach
	void connect() throws Exception {
		this.producer = new DefaultKafkaProducerFactory<>(KafkaTestUtils.producerProps(this.broker),
				new ByteArraySerializer(), new ByteArraySerializer())
			.createProducer();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.broker.getBrokersAsString()))) {
			if (!admin.listTopics().names().get(30, TimeUnit.SECONDS).contains("user-login-redrive")) {
				admin.createTopics(List.of(new NewTopic("user-login-redrive", 1, (short) 1)))
					.all()
					.get(30, TimeUnit.SECONDS);
			}
		}
	}

	@AfterEach
	void disconnect() {
		this.producer.close();
	}

	@Test
	void letterIsMarkedWhenItIsRedriven() throws Exception {
		RecordMetadata letter = send("user-login-dlt", this.headers);
		JsonNode before = await(this.id);
		assertThat(before.has("redriven")).isFalse();

		RecordMetadata redriven = send("user-login-redrive", redrive(this.headers, letter));

		assertThat(awaitRedriven(this.id))
			.isEqualTo(((ObjectNode) before).put("redriven", Instant.ofEpochMilli(redriven.timestamp()).toString()));
	}

	@Test
	void letterThatIsReadAfterItsCopyStaysMarked() throws Exception {
		Headers copy = TestRecords.redrive(this.headers, 0, 1_000_000);
		send("user-login-redrive", copy);
		JsonNode document = awaitRedriven(this.id);
		double duplicates = counter("login.rejections.duplicate");

		this.producer
			.send(new ProducerRecord<>("user-login-dlt", 0, TestRecords.TIMESTAMP, null, new byte[0], this.headers))
			.get(30, TimeUnit.SECONDS);

		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.rejections.duplicate") > duplicates);
		assertThat(awaitRedriven(this.id)).isEqualTo(document);
		assertThat(document.at("/timestamp").asString()).isEqualTo("2024-07-10T02:00:25.123Z");
	}

	@Test
	void letterRejectedAgainIsADocumentOfItsOwnUntilItIsRedrivenItself() throws Exception {
		RecordMetadata letter = send("user-login-dlt", this.headers);
		Headers copy = redrive(this.headers, letter);
		send("user-login-redrive", copy);
		awaitRedriven(this.id);
		Headers again = TestRecords.rejection("login-processor", RejectionReason.MISSING_USER_ID, "user-login", 3,
				this.offset);
		List.of("redriven-by", "dead-letter-partition", "dead-letter-offset", "dead-letter-timestamp")
			.forEach((name) -> again.add(copy.lastHeader(name)));
		String idAgain = this.id + "-" + letter.partition() + "-" + letter.offset();

		RecordMetadata second = send("user-login-dlt", again);
		JsonNode document = await(idAgain);
		assertThat(document.at("/reason").asString()).isEqualTo("missing_user_id");
		assertThat(document.has("redriven")).isFalse();
		assertThat(await(this.id).at("/reason").asString()).isEqualTo("not_json");

		send("user-login-redrive", redrive(again, second));
		assertThat(awaitRedriven(idAgain).at("/reason").asString()).isEqualTo("missing_user_id");
		assertThat(documents(this.offset)).isEqualTo(2);
	}

	@Test
	void repairIsNoRejection() throws Exception {
		Headers repair = TestRecords.sourceHeaders(3, this.offset)
			.add(LoginHeaders.REDRIVEN_BY, LoginHeaders.REPAIR.getBytes(StandardCharsets.UTF_8));
		long next = SOURCE_OFFSETS.getAndIncrement();
		Headers headers = TestRecords.rejection("login-processor", RejectionReason.NOT_JSON, "user-login", 3, next);

		send("user-login-redrive", repair);
		send("user-login-redrive", new RecordHeaders());
		send("user-login-redrive", redrive(headers, send("user-login-dlt", headers)));

		awaitRedriven("3-" + next + "-" + TestRecords.SOURCE_TIMESTAMP);
		assertThat(documents(this.offset)).isZero();
	}

	@Test
	void indexOfAnEarlierVersionIsToldOfTheField() throws Exception {
		this.openSearch.performRequest(new Request("DELETE", "/_index_template/rejected-user-login"));
		Request create = new Request("PUT", "/rejected-user-login-index-2001.01");
		create.setJsonEntity("""
				{"aliases":{"rejected-user-login-index":{}},"mappings":{"dynamic":false},
				"settings":{"number_of_replicas":0}}""");
		this.openSearch.performRequest(create);

		this.templates.put(IndexTemplate.REJECTED_LOGINS);

		assertThat(get("/rejected-user-login-index-2001.01/_mapping").findPath("redriven").at("/type").asString())
			.isEqualTo("date");
	}

	private RecordMetadata send(String topic, Headers headers) throws Exception {
		return this.producer
			.send(new ProducerRecord<byte[], byte[]>(topic, null, null, null,
					TestRecords.json("u-1").getBytes(StandardCharsets.UTF_8), headers))
			.get(30, TimeUnit.SECONDS);
	}

	private static Headers redrive(Headers headers, RecordMetadata letter) {
		return TestRecords.redrive(headers, letter.partition(), letter.offset(), letter.timestamp());
	}

	private JsonNode awaitRedriven(String id) {
		return Awaitility.await()
			.atMost(TIMEOUT)
			.ignoreExceptions()
			.until(() -> source(id), (source) -> source.has("redriven"));
	}

	private JsonNode await(String id) {
		return Awaitility.await()
			.atMost(TIMEOUT)
			.ignoreExceptions()
			.until(() -> source(id), (source) -> !source.isMissingNode());
	}

	private JsonNode source(String id) throws Exception {
		return get("/rejected-user-login-index/_search?q=_id:%22" + id + "%22").at("/hits/hits/0/_source");
	}

	private long documents(long sourceOffset) throws Exception {
		this.openSearch.performRequest(new Request("POST", "/rejected-user-login-index/_refresh"));
		return get("/rejected-user-login-index/_count?q=kafka_source.offset:" + sourceOffset).at("/count").asLong();
	}

	private double counter(String name) {
		return this.meters.get(name).counters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	private JsonNode get(String path) throws Exception {
		return JsonMapper.shared()
			.readTree(this.openSearch.performRequest(new Request("GET", path)).getEntity().getContent());
	}

}
