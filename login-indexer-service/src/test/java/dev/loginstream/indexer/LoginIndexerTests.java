package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.loginstream.infrastructure.JvmProcess;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
class LoginIndexerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** No two records of these tests have the same source. */
	private static final AtomicLong SOURCE_OFFSETS = new AtomicLong();

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private LoginDocumentRepository repository;

	@Autowired
	private RestClient openSearch;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private JvmProcess node;

	private Producer<byte[], byte[]> producer;

	private Consumer<byte[], byte[]> deadLetters;

	@BeforeEach
	void connect() {
		this.producer = new DefaultKafkaProducerFactory<>(KafkaTestUtils.producerProps(this.broker),
				new ByteArraySerializer(), new ByteArraySerializer())
			.createProducer();
		this.deadLetters = new DefaultKafkaConsumerFactory<>(committedOnly(), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())
			.createConsumer();
		this.deadLetters
			.assign(List.of(new TopicPartition("user-login-dlt", 0), new TopicPartition("user-login-dlt", 1)));
		this.deadLetters.seekToEnd(this.deadLetters.assignment());
		this.deadLetters.assignment().forEach(this.deadLetters::position);
	}

	@AfterEach
	void disconnect() {
		this.producer.close();
		this.deadLetters.close();
	}

	@Test
	void recordBecomesTheDocumentOfItsSource() {
		long before = System.currentTimeMillis();
		long offset = send(TestRecords.json("u-1"));

		LoginDocument document = await(id(offset));
		long latency = document.kafkaSource().latencyMs();
		assertThat(document).isEqualTo(new LoginDocument(id(offset), "u-1", "2.3.0", "192.0.2.xxx", "192.0.2.0/24",
				"RI", "d-1", Instant.parse("2024-07-10T02:00:25Z"), "iOS",
				new LoginDocument.KafkaSource(null, 3, offset, latency)));
		assertThat(TestRecords.TIMESTAMP + latency).isBetween(before, System.currentTimeMillis());
	}

	@Test
	void unknownFieldsStayInTheDocumentAndOutOfTheMapping() throws Exception {
		long offset = send(withField("\"session\":{\"risk\":1.10,\"tags\":[\"a\",2]}"));
		await(id(offset));

		JsonNode source = get("/processed-user-login-index-2024.07/_source/" + id(offset));
		assertThat(source.at("/session/risk").toString()).isEqualTo("1.10");
		assertThat(get("/processed-user-login-index-2024.07/_mapping").toString()).doesNotContain("risk");
	}

	@Test
	void recordDeliveredAgainStaysOneDocument() {
		double duplicates = counter("login.documents.duplicate");
		long offset = send(TestRecords.json("u-2"));
		await(id(offset));

		send(offset, TestRecords.json("u-2"), TestRecords.sourceHeaders(3, offset));

		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.documents.duplicate") == duplicates + 1);
		assertThat(this.repository.findById(id(offset))).get().extracting(LoginDocument::userId).isEqualTo("u-2");
	}

	@Test
	void refusedDocumentIsADeadLetterWithItsBytes() {
		double rejected = counter("login.documents.rejected");
		String json = withField("\"_id\":\"mine\"");

		long offset = send(json);

		ConsumerRecord<byte[], byte[]> letter = KafkaTestUtils.getSingleRecord(this.deadLetters, "user-login-dlt",
				TIMEOUT);
		assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo(json);
		assertThat(text(letter, "rejection-reason")).isEqualTo("unindexable");
		assertThat(text(letter, "rejection-detail")).contains("400").doesNotContain("mine", "u-9");
		assertThat(text(letter, "rejecting-service")).isEqualTo("login-indexer");
		assertThat(text(letter, "kafka_dlt-original-topic")).isEqualTo("processed-user-login");
		assertThat(ByteBuffer.wrap(letter.headers().lastHeader("source-offset").value()).getLong()).isEqualTo(offset);
		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.documents.rejected") == rejected + 1);
	}

	@Test
	void foreignRecordOfManyLinesIsIndexedToo() throws Exception {
		var sent = this.producer
			.send(new ProducerRecord<>("processed-user-login", 1, null,
					TestRecords.json("u-3").replace(",", ",\n  ").getBytes(StandardCharsets.UTF_8)))
			.get();

		LoginDocument document = await("processed-user-login-1-" + sent.offset() + "-" + sent.timestamp());

		assertThat(document.kafkaSource().topic()).isEqualTo("processed-user-login");
		assertThat(document.userId()).isEqualTo("u-3");
	}

	@Test
	void longValueIsKeptAndDoesNotPoisonTheDocument() {
		long offset = send(TestRecords.json("x".repeat(40_000)));

		assertThat(await(id(offset)).userId()).hasSize(40_000);
	}

	@Test
	void dashboardsFieldsAndAliasAreThere() throws Exception {
		await(id(send(TestRecords.json("u-4"))));

		JsonNode mapping = get("/processed-user-login-index/_mapping")
			.at("/processed-user-login-index-2024.07/mappings");
		assertThat(mapping.at("/dynamic").asString()).isEqualTo("false");
		assertThat(mapping.at("/properties/locale/fields/keyword/type").asString()).isEqualTo("keyword");
		assertThat(mapping.at("/properties/device_type/fields/keyword/type").asString()).isEqualTo("keyword");
		assertThat(mapping.at("/properties/ip_prefix/type").asString()).isEqualTo("ip_range");
		assertThat(mapping.at("/properties/ip_prefix/fields/keyword/type").asString()).isEqualTo("keyword");
		assertThat(mapping.at("/properties/kafka_source/properties/latency_ms/type").asString()).isEqualTo("long");
	}

	@Test
	void outageIsWaitedOutPausedAndNothingIsLost() {
		double committed = committed();
		this.node.kill();
		long first = send(TestRecords.json("u-5"));

		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.bulk.retries") > 0);
		Awaitility.await().atMost(TIMEOUT).until(() -> this.meters.get("login.consumer.paused").gauge().value() >= 1);
		long second = send(TestRecords.json("u-6"));
		Awaitility.await().atMost(TIMEOUT).until(this::lag, (lag) -> lag == 2);
		this.node.start().awaitReady(TIMEOUT);

		assertThat(await(id(first)).userId()).isEqualTo("u-5");
		assertThat(await(id(second)).userId()).isEqualTo("u-6");
		Awaitility.await().atMost(TIMEOUT).until(() -> committed() >= committed + 2);
		Awaitility.await().atMost(TIMEOUT).until(this::lag, (lag) -> lag == 0);
	}

	@Test
	void readOnlyIndexIsAnOutageAndNoFault() throws Exception {
		await(id(send(TestRecords.json("u-7"))));
		double rejected = counter("login.documents.rejected");
		block(true);
		long offset = send(TestRecords.json("u-8"));
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.meters.get("login.bulk.retries").tag("cause", "blocked").counter().count() > 0);

		block(false);

		assertThat(await(id(offset)).userId()).isEqualTo("u-8");
		assertThat(counter("login.documents.rejected")).isEqualTo(rejected);
	}

	@Test
	void lagIsZeroBehindTheMarkersOfTransactions() throws Exception {
		Map<String, Object> settings = KafkaTestUtils.producerProps(this.broker);
		settings.put("transactional.id", "processor");
		try (Producer<byte[], byte[]> transactional = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			transactional.initTransactions();
			transactional.beginTransaction();
			long offset = SOURCE_OFFSETS.getAndIncrement();
			send(transactional, offset, TestRecords.json("u-10"), TestRecords.sourceHeaders(3, offset));
			transactional.commitTransaction();
			await(id(offset));
		}

		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.broker.getBrokersAsString()))) {
			Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
				Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("login-indexer")
					.partitionsToOffsetAndMetadata()
					.get(10, TimeUnit.SECONDS);
				assertThat(this.deadLetters.endOffsets(committed.keySet()))
					.allSatisfy((partition, end) -> assertThat(committed.get(partition).offset()).isEqualTo(end));
			});
		}
	}

	// A node that starts may write a document and not answer; then it is a duplicate. And
	// what the test before has found in the index may not be counted yet.
	private double committed() {
		return counter("login.documents.indexed") + counter("login.documents.duplicate");
	}

	private long send(String json) {
		long offset = SOURCE_OFFSETS.getAndIncrement();
		send(offset, json, TestRecords.sourceHeaders(3, offset));
		return offset;
	}

	private void send(long offset, String json, Headers headers) {
		send(this.producer, offset, json, headers);
	}

	private static void send(Producer<byte[], byte[]> producer, long offset, String json, Headers headers) {
		producer.send(new ProducerRecord<byte[], byte[]>("processed-user-login", (int) (offset % 2), null,
				json.getBytes(StandardCharsets.UTF_8), new RecordHeaders(headers)));
		producer.flush();
	}

	private LoginDocument await(String id) {
		return Awaitility.await()
			.atMost(TIMEOUT)
			.ignoreExceptions()
			.until(() -> this.repository.findById(id), Optional::isPresent)
			.orElseThrow();
	}

	private void block(boolean readOnly) throws Exception {
		Request request = new Request("PUT", "/processed-user-login-index-2024.07/_settings");
		request.setJsonEntity("{\"index.blocks.read_only\":" + readOnly + "}");
		this.openSearch.performRequest(request);
	}

	private JsonNode get(String path) throws Exception {
		return JsonMapper.builder()
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.build()
			.readTree(this.openSearch.performRequest(new Request("GET", path)).getEntity().getContent());
	}

	private double lag() {
		return this.meters.get("login.consumer.lag").gauge().value();
	}

	private double counter(String name) {
		return this.meters.get(name).counters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	private Map<String, Object> committedOnly() {
		Map<String, Object> settings = KafkaTestUtils.consumerProps(this.broker, "test", false);
		settings.put("isolation.level", "read_committed");
		return settings;
	}

	private static String id(long offset) {
		return "3-" + offset + "-" + TestRecords.TIMESTAMP;
	}

	private static String withField(String field) {
		return TestRecords.json("u-9").replaceFirst("\\{", "{" + field + ",");
	}

	private static String text(ConsumerRecord<?, ?> record, String header) {
		return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
	}

}
