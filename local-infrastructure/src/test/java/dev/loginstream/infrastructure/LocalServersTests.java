package dev.loginstream.infrastructure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LocalServersTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	@Test
	void topicsSurviveTheBrokersCrash(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		try (JvmProcess kafka = LocalServers.kafka(directory, port).start().awaitReady(TIMEOUT);
				Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
			admin.createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty()))).all().get();

			kafka.kill();
			kafka.start().awaitReady(TIMEOUT);

			assertThat(admin.listTopics().names().get()).contains("kept");
		}
	}

	@Test
	void clusterLosesNoRecordAndTakesNewOnesWhileAMajorityLives(@TempDir Path directory) throws Exception {
		try (KafkaCluster kafka = LocalServers.kafkaCluster(directory, 3).start().awaitReady(TIMEOUT);
				Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
				Producer<String, String> producer = producer(kafka, Duration.ofSeconds(60));
				Producer<String, String> impatient = producer(kafka, Duration.ofSeconds(2))) {
			CreateTopicsResult topic = admin
				.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())));
			assertThat(topic.replicationFactor("kept").get()).isEqualTo(3);
			assertThat(topic.config("kept").get().get("min.insync.replicas").value()).isEqualTo("2");
			producer.send(new ProducerRecord<>("kept", "three brokers")).get();
			impatient.send(new ProducerRecord<>("kept", "in time")).get();

			JvmProcess first = leader(kafka, admin);
			first.kill();

			producer.send(new ProducerRecord<>("kept", "two brokers")).get();
			assertThat(records(kafka)).containsExactly("three brokers", "in time", "two brokers");

			JvmProcess second = kafka.brokers().stream().filter(JvmProcess::isAlive).findFirst().orElseThrow();
			second.kill();

			assertThat(impatient.send(new ProducerRecord<>("kept", "one broker"))).failsWithin(TIMEOUT)
				.withThrowableThat()
				.withCauseInstanceOf(RetriableException.class);

			first.start();
			second.start().awaitReady(TIMEOUT);
			first.awaitReady(TIMEOUT);

			producer.send(new ProducerRecord<>("kept", "three again")).get();
			assertThat(records(kafka)).containsSubsequence("three brokers", "in time", "two brokers", "three again");
		}
	}

	@Test
	void acknowledgedDocumentsSurviveTheNodesCrash(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		try (JvmProcess openSearch = LocalServers.openSearch(directory, port).start().awaitReady(TIMEOUT)) {
			assertThat(put(port, "/kept/_doc/1", "{\"a\":1}")).isEqualTo(201);

			openSearch.kill();
			openSearch.start().awaitReady(TIMEOUT);

			assertThat(get(port, "/_cluster/health/kept?wait_for_status=yellow")).isEqualTo(200);
			assertThat(get(port, "/kept/_doc/1")).isEqualTo(200);
		}
	}

	@Test
	void processThatEndsAtOnceIsReportedWithItsLog(@TempDir Path directory) {
		Path none = directory.resolve("none");
		JvmProcess broken = new JvmProcess("broken", directory, new AotCache(none, none), () -> List.of("NoSuchClass"),
				() -> true);

		assertThatIllegalStateException().isThrownBy(() -> {
			broken.start();
			broken.onExit().join();
			broken.awaitReady(TIMEOUT);
		}).withMessageContaining("broken ended with exit code 1").withMessageContaining("broken.log");
	}

	private static Producer<String, String> producer(KafkaCluster kafka, Duration deliveryTimeout) {
		return new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.block.ms",
				deliveryTimeout.toMillis(), "request.timeout.ms", 1000, "delivery.timeout.ms",
				(int) deliveryTimeout.toMillis()), new StringSerializer(), new StringSerializer());
	}

	private static JvmProcess leader(KafkaCluster kafka, Admin admin) throws Exception {
		TopicDescription topic = admin.describeTopics(List.of("kept")).allTopicNames().get().get("kept");
		return kafka.broker(topic.partitions().getFirst().leader().id());
	}

	private static List<String> records(KafkaCluster kafka) {
		TopicPartition partition = new TopicPartition("kept", 0);
		List<String> values = new ArrayList<>();
		try (Consumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.assign(List.of(partition));
			long end = consumer.endOffsets(List.of(partition)).get(partition);
			while (consumer.position(partition) < end) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> values.add(record.value()));
			}
		}
		return values;
	}

	private static int put(int port, String path, String json) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path))
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(json)));
	}

	private static int get(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)));
	}

	private static int send(HttpRequest.Builder request) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(request.build(), BodyHandlers.discarding()).statusCode();
		}
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
