package dev.loginstream.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.loginstream.dto.UserLogin;
import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.EventCounts.Snapshot;
import dev.loginstream.infrastructure.JvmProcess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the whole pipeline does, whatever the servers run on.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PipelineTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.shared();

	private String bootstrapServers;

	private URI openSearch;

	private Services services;

	/** Starts the servers. */
	abstract Servers startServers(Path directory);

	abstract void stopServers();

	/** Whether the services leave caches, one of each, when they end. */
	boolean trainsCaches() {
		return false;
	}

	record Servers(String bootstrapServers, URI openSearch) {
	}

	@BeforeAll
	void start(@TempDir Path directory) {
		Servers servers = startServers(directory);
		this.bootstrapServers = servers.bootstrapServers();
		this.openSearch = servers.openSearch();
		this.services = new Services(directory, this.bootstrapServers, this.openSearch, trainsCaches()).start();
	}

	@AfterAll
	void stop() {
		if (this.services != null) {
			this.services.close();
		}
		stopServers();
		this.http.close();
	}

	@Test
	void everyEventIsOnceAtEveryHopThoughServicesAreKilled() throws Exception {
		int events = 4_000;
		long seed = new Random().nextLong();
		try (EventCounts counts = counts()) {
			JvmProcess generator = this.services.generate("--login.generator.rate=1000",
					"--login.generator.count=" + events, "--login.generator.bad-share=0.02",
					"--login.generator.seed=" + seed);

			long before = counts.generated();
			Awaitility.await().atMost(TIMEOUT).until(() -> counts.generated() > before || !generator.isAlive());
			List<JvmProcess> victims = List.of(this.services.processor(), this.services.indexer());
			victims.forEach(JvmProcess::kill);
			victims.forEach(JvmProcess::start);
			victims.forEach((victim) -> victim.awaitReady(TIMEOUT));

			assertThat(exitCode(generator)).isZero();
			Snapshot counted = await(counts, events);
			assertThat(counted.rejected()).as("seed %d", seed)
				.hasSize(9)
				.allSatisfy((reason, count) -> assertThat(count).isPositive());
			assertThat(counted.unindexable()).isPositive();
			long deadLetters = counted.allRejected() + counted.unindexable();
			Awaitility.await()
				.atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(rejectedDocuments()).as("seed %d", seed).isEqualTo(deadLetters));
		}
	}

	@Test
	void documentIsTheMaskedLoginOfItsSource() throws Exception {
		int events = 300;
		try (EventCounts counts = counts(); KafkaConsumer<String, String> consumer = inputFromNow()) {
			assertThat(
					exitCode(this.services.generate("--login.generator.rate=0", "--login.generator.count=" + events)))
				.isZero();
			await(counts, events);

			List<ConsumerRecord<String, String>> sources = new ArrayList<>();
			while (sources.size() < events) {
				consumer.poll(Duration.ofSeconds(1)).forEach(sources::add);
			}
			for (ConsumerRecord<String, String> source : sources) {
				UserLogin login = this.json.readValue(source.value(), UserLogin.class);
				JsonNode document = document(source.partition(), source.offset(), source.timestamp());
				String network = login.ip().substring(0, login.ip().lastIndexOf('.'));
				assertThat(text(document, "user_id")).isEqualTo(login.userId()).isEqualTo(source.key());
				assertThat(text(document, "ip")).isEqualTo(network + ".xxx");
				assertThat(text(document, "ip_prefix")).isEqualTo(network + ".0/24");
				assertThat(text(document, "timestamp")).isEqualTo(Instant.ofEpochSecond(login.timestamp()).toString());
				assertThat(text(document, "device_type"))
					.isEqualTo((login.deviceType() != null) ? login.deviceType() : "unknown");
				assertThat(text(document, "device_id")).isEqualTo(login.deviceId());
				assertThat(text(document, "locale")).isEqualTo(login.locale());
				assertThat(text(document, "app_version")).isEqualTo(login.appVersion());
			}
		}
	}

	@Test
	void foreignProducersAreUnderstood() throws Exception {
		assertThat(text(produced("""
				{"user_id":"f-1","ip":"192.0.2.7","timestamp":"1694479551","device_type":"iOS"}"""), "timestamp"))
			.isEqualTo("2023-09-12T00:45:51Z");
		assertThat(text(produced("""
				{"user_id":"f-2","ip":"192.0.2.7","timestamp":1694479551}"""), "device_type")).isEqualTo("unknown");
		assertThat(text(produced("""
				{"user_id":"f-3","ip":"2001:db8:85a3::8a2e:370:7334","timestamp":1694479551}"""), "ip"))
			.isEqualTo("2001:db8:85a3:xxxx");
		assertThat(produced("""
				{"user_id":"f-4","ip":"192.0.2.7","timestamp":1694479551,"session":{"risk":1.10,"tags":["a"]}}""")
			.at("/session/tags/0")
			.asString()).isEqualTo("a");
	}

	@Test
	void aggregationsOfExistingDashboardsAreRight() throws Exception {
		String locale = "X" + new Random().nextInt(1_000_000);
		for (String deviceType : List.of("iOS", "iOS", "android")) {
			produced("""
					{"user_id":"a","ip":"192.0.2.7","timestamp":1694479551,"locale":"%s","device_type":"%s"}"""
				.formatted(locale, deviceType));
		}

		JsonNode answer = post("/processed-user-login-index/_search?size=0", """
				{"query":{"term":{"locale.keyword":"%s"}},
				"aggs":{"types":{"terms":{"field":"device_type.keyword"}}}}""".formatted(locale));

		assertThat(answer.at("/aggregations/types/buckets").toString())
			.isEqualTo("[{\"key\":\"iOS\",\"doc_count\":2},{\"key\":\"android\",\"doc_count\":1}]");
	}

	private EventCounts counts() {
		return new EventCounts(this.bootstrapServers, new DocumentCount(this.openSearch));
	}

	private static Snapshot await(EventCounts counts, long events) {
		return Awaitility.await()
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(500))
			// Until a new index has its shards, OpenSearch does not count.
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(counts::read, (snapshot) -> snapshot.agrees(events));
	}

	private static int exitCode(JvmProcess process) throws Exception {
		return process.onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
	}

	private JsonNode produced(String login) throws Exception {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.bootstrapServers), new StringSerializer(), new StringSerializer())) {
			RecordMetadata sent = producer.send(new ProducerRecord<>("user-login", login)).get(30, TimeUnit.SECONDS);
			return document(sent.partition(), sent.offset(), sent.timestamp());
		}
	}

	private JsonNode document(int partition, long offset, long timestamp) {
		String query = "{\"query\":{\"ids\":{\"values\":[\"%d-%d-%d\"]}}}".formatted(partition, offset, timestamp);
		return Awaitility.await()
			.atMost(TIMEOUT)
			.pollDelay(Duration.ZERO)
			.until(() -> post("/processed-user-login-index/_search", query).at("/hits/hits/0/_source"),
					(source) -> !source.isMissingNode());
	}

	// Only one of these tests has events to be rejected.
	private long rejectedDocuments() throws Exception {
		return post("/rejected-user-login-index/_count", "{\"query\":{\"match_all\":{}}}").path("count").asLong(-1);
	}

	private KafkaConsumer<String, String> inputFromNow() {
		KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", this.bootstrapServers),
				new StringDeserializer(), new StringDeserializer());
		consumer.assign(consumer.partitionsFor("user-login", TIMEOUT)
			.stream()
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList());
		consumer.seekToEnd(consumer.assignment());
		consumer.assignment().forEach(consumer::position);
		return consumer;
	}

	private JsonNode post(String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.openSearch.resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build();
		return this.json.readTree(this.http.send(request, BodyHandlers.ofString()).body());
	}

	private static String text(JsonNode document, String field) {
		return document.path(field).asString();
	}

}
