package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.infrastructure.JvmProcess;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
class RejectedLoginIndexerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** No two records of these tests, or of those beside them, have the same source. */
	private static final AtomicLong SOURCE_OFFSETS = new AtomicLong(1_000_000);

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private RestClient openSearch;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private KafkaListenerEndpointRegistry listeners;

	@Autowired
	private LoginDocumentRepository logins;

	@Autowired
	private JvmProcess node;

	private Producer<byte[], byte[]> producer;

	private Admin admin;

	@BeforeEach
	void connect() {
		this.producer = new DefaultKafkaProducerFactory<>(KafkaTestUtils.producerProps(this.broker),
				new ByteArraySerializer(), new ByteArraySerializer())
			.createProducer();
		this.admin = Admin.create(Map.of("bootstrap.servers", this.broker.getBrokersAsString()));
	}

	@AfterEach
	void disconnect() {
		this.producer.close();
		this.admin.close();
	}

	@Test
	void deadLettersBecomeDocumentsWithoutTheirPayload() throws Exception {
		double indexed = counter("login.rejections.indexed");
		for (RejectionReason reason : new RejectionReason[] { RejectionReason.NOT_JSON, RejectionReason.MISSING_USER_ID,
				RejectionReason.TIMESTAMP_OUT_OF_RANGE }) {
			long offset = SOURCE_OFFSETS.getAndIncrement();

			RecordMetadata letter = send(rejection(reason, offset));

			assertThat(await(id(offset))).isEqualTo(json("""
					{"kafka_source":{"partition":3,"offset":%d},"timestamp":"%s","reason":"%s",
					"service":"login-processor","detail":"Expected \\"a\\"\\n\\u00fc"}""", offset,
					Instant.ofEpochMilli(letter.timestamp()), reason.code()));
		}
		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.rejections.indexed") == indexed + 3);
	}

	@Test
	void unindexableLoginIsThereUnderItsSource() throws Exception {
		long offset = SOURCE_OFFSETS.getAndIncrement();
		this.producer.send(new ProducerRecord<byte[], byte[]>("processed-user-login", 0, null,
				TestRecords.json("u-1").replaceFirst("\\{", "{\"_id\":\"mine\",").getBytes(StandardCharsets.UTF_8),
				TestRecords.sourceHeaders(3, offset)));
		this.producer.flush();

		JsonNode document = await("3-" + offset + "-" + TestRecords.TIMESTAMP);

		assertThat(document.at("/reason").asString()).isEqualTo("unindexable");
		assertThat(document.at("/service").asString()).isEqualTo("login-indexer");
		assertThat(document.at("/kafka_source")).isEqualTo(json("{\"partition\":3,\"offset\":%d}", offset));
		assertThat(document.propertyNames()).containsExactlyInAnyOrder("timestamp", "reason", "service", "detail",
				"kafka_source");
		assertThat(this.logins.findById("3-" + offset + "-" + TestRecords.TIMESTAMP)).isEmpty();
		// It came in a transaction, the end of which has an offset too.
		awaitNoLag();
	}

	@Test
	void foreignDeadLetterIsADocumentToo() throws Exception {
		RecordMetadata letter = send(new RecordHeaders());

		JsonNode document = await(
				"user-login-dlt-" + letter.partition() + "-" + letter.offset() + "-" + letter.timestamp());

		assertThat(document).isEqualTo(json("""
				{"kafka_source":{"topic":"user-login-dlt","partition":%d,"offset":%d},"timestamp":"%s",
				"reason":"unknown"}""", letter.partition(), letter.offset(), Instant.ofEpochMilli(letter.timestamp())));
	}

	@Test
	void deadLettersReadAgainStayOneDocumentEach() throws Exception {
		long offset = SOURCE_OFFSETS.getAndIncrement();
		send(rejection(RejectionReason.INVALID_FIELD, offset));
		await(id(offset));
		awaitNoLag();
		MessageListenerContainer container = this.listeners.getListenerContainer(RejectedLoginIndexer.ID);
		container.stop();
		long documents = documents();
		double duplicates = counter("login.rejections.duplicate");
		double indexed = counter("login.rejections.indexed");

		this.admin
			.alterConsumerGroupOffsets(RejectedLoginIndexer.ID,
					committed().keySet()
						.stream()
						.filter((partition) -> partition.topic().equals("user-login-dlt"))
						.collect(Collectors.toMap((partition) -> partition, (partition) -> new OffsetAndMetadata(0))))
			.all()
			.get(30, TimeUnit.SECONDS);
		container.start();

		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.rejections.duplicate") == duplicates + documents);
		assertThat(documents()).isEqualTo(documents);
		assertThat(counter("login.rejections.indexed")).isEqualTo(indexed);
	}

	@Test
	void outageIsWaitedOutAndNothingIsLost() throws Exception {
		long before = SOURCE_OFFSETS.getAndIncrement();
		send(rejection(RejectionReason.NULL_VALUE, before));
		await(id(before));
		double retries = counter("login.bulk.retries");
		this.node.kill();
		long offset = SOURCE_OFFSETS.getAndIncrement();
		send(rejection(RejectionReason.NULL_VALUE, offset));

		Awaitility.await().atMost(TIMEOUT).until(() -> counter("login.bulk.retries") > retries);
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.listeners.getListenerContainer(RejectedLoginIndexer.ID).isPauseRequested());
		this.node.start().awaitReady(TIMEOUT);

		assertThat(await(id(offset)).at("/reason").asString()).isEqualTo("null_value");
		awaitNoLag();
	}

	@Test
	void largeDeadLettersAreSkippedOver() throws Exception {
		long first = SOURCE_OFFSETS.get();
		for (int i = 0; i < 20; i++) {
			this.producer.send(new ProducerRecord<>("user-login-dlt", 0, new byte[1000], new byte[900_000],
					rejection(RejectionReason.TOO_LARGE, SOURCE_OFFSETS.getAndIncrement())));
		}
		this.producer.flush();

		for (long offset = first; offset < SOURCE_OFFSETS.get(); offset++) {
			assertThat(await(id(offset)).at("/reason").asString()).isEqualTo("too_large");
		}
	}

	@Test
	void mappingAndAliasAreThere() throws Exception {
		long offset = SOURCE_OFFSETS.getAndIncrement();
		send(rejection(RejectionReason.NOT_AN_OBJECT, offset));
		await(id(offset));

		JsonNode mapping = get("/rejected-user-login-index/_mapping").iterator().next().at("/mappings");
		assertThat(mapping.at("/dynamic").asString()).isEqualTo("false");
		assertThat(mapping.at("/properties/timestamp/type").asString()).isEqualTo("date");
		assertThat(mapping.at("/properties/reason/type").asString()).isEqualTo("keyword");
		assertThat(mapping.at("/properties/kafka_source/properties/offset/type").asString()).isEqualTo("long");
	}

	private RecordMetadata send(Headers headers) throws Exception {
		byte[] payload = TestRecords.json("u-1").getBytes(StandardCharsets.UTF_8);
		return this.producer
			.send(new ProducerRecord<>("user-login-dlt", null, "u-1".getBytes(StandardCharsets.UTF_8), payload,
					headers))
			.get(30, TimeUnit.SECONDS);
	}

	private static Headers rejection(RejectionReason reason, long offset) {
		return TestRecords.rejection("login-processor", reason, "user-login", 3, offset);
	}

	private static String id(long offset) {
		return "3-" + offset + "-" + TestRecords.SOURCE_TIMESTAMP;
	}

	private static JsonNode json(String text, Object... arguments) {
		return JsonMapper.shared().readTree(text.formatted(arguments));
	}

	private JsonNode await(String id) {
		return Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
			JsonNode found = get("/rejected-user-login-index/_search?q=_id:%22" + id + "%22");
			return found.at("/hits/hits/0/_source");
		}, (source) -> !source.isMissingNode());
	}

	private long documents() throws Exception {
		this.openSearch.performRequest(new Request("POST", "/rejected-user-login-index/_refresh"));
		return get("/rejected-user-login-index/_count").at("/count").asLong();
	}

	private void awaitNoLag() throws Exception {
		Map<TopicPartition, Long> ends = this.admin
			.listOffsets(Map.of(new TopicPartition("user-login-dlt", 0), OffsetSpec.latest(),
					new TopicPartition("user-login-dlt", 1), OffsetSpec.latest()))
			.all()
			.get(30, TimeUnit.SECONDS)
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (end) -> end.getValue().offset()));
		Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
			Map<TopicPartition, OffsetAndMetadata> committed = committed();
			assertThat(ends).allSatisfy((partition, end) -> assertThat(committed).hasEntrySatisfying(partition,
					(offset) -> assertThat(offset.offset()).isEqualTo(end)));
		});
	}

	private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
		return this.admin.listConsumerGroupOffsets(RejectedLoginIndexer.ID)
			.partitionsToOffsetAndMetadata()
			.get(30, TimeUnit.SECONDS);
	}

	private double counter(String name) {
		return this.meters.get(name).counters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	private JsonNode get(String path) throws Exception {
		return JsonMapper.shared()
			.readTree(this.openSearch.performRequest(new Request("GET", path)).getEntity().getContent());
	}

}
