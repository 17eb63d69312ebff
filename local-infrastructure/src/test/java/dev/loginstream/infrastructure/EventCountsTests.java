package dev.loginstream.infrastructure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EventCountsTests {

	@TempDir
	private Path directory;

	@Test
	void redrivenEventIsCountedOnceAsItWasDecidedLast() throws Exception {
		int port = LocalServers.freePort();
		Map<String, Object> connection = Map.of("bootstrap.servers", "localhost:" + port);
		HttpServer openSearch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		openSearch.createContext("/", (exchange) -> {
			byte[] answer = "{\"count\":4}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		openSearch.start();
		try (JvmProcess broker = LocalServers.kafka(this.directory, port).shortLived().start();
				Admin admin = Admin.create(connection);
				var producer = new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
			broker.awaitReady(Duration.ofSeconds(60));
			admin
				.createTopics(Stream.of("user-login", "processed-user-login", "user-login-dlt")
					.map((name) -> new NewTopic(name, 1, (short) 1))
					.toList())
				.all()
				.get();
			try (EventCounts counts = new EventCounts(connection,
					new DocumentCount(URI.create("http://localhost:" + openSearch.getAddress().getPort())))) {
				for (int i = 0; i < 6; i++) {
					producer.send(new ProducerRecord<>("user-login", new byte[0]));
				}
				// 0 processed; 1 rejected, then processed; 2 rejected twice; 3
				// unindexable,
				// then indexed; 4 unindexable twice; 5 lost and repaired.
				List.of(processed(0), rejected(1), rejected(2), processed(3), unindexable(3), processed(4),
						unindexable(4), redriven(processed(1)), redriven(rejected(2)), redriven(processed(3)),
						redriven(processed(4)), redriven(unindexable(4)), redriven(processed(5)))
					.forEach(producer::send);
				producer.flush();

				EventCounts.Snapshot snapshot = counts.read();

				assertThat(snapshot).isEqualTo(new EventCounts.Snapshot(6, 5, Map.of("not_json", 1L), 1, 4, 0, 0));
				assertThat(snapshot.agrees(6)).isTrue();

				producer.send(processed(0)).get();

				assertThat(counts.read().doubled()).isEqualTo(1);
			}
		}
		finally {
			openSearch.stop(0);
		}
	}

	private static ProducerRecord<byte[], byte[]> processed(long offset) {
		var record = new ProducerRecord<byte[], byte[]>("processed-user-login", new byte[0]);
		record.headers().add("source-partition", new byte[4]).add("source-offset", bytes(offset));
		return record;
	}

	private static ProducerRecord<byte[], byte[]> rejected(long offset) {
		var record = new ProducerRecord<byte[], byte[]>("user-login-dlt", new byte[0]);
		record.headers()
			.add("kafka_dlt-original-partition", new byte[4])
			.add("kafka_dlt-original-offset", bytes(offset))
			.add("rejection-reason", "not_json".getBytes(StandardCharsets.UTF_8));
		return record;
	}

	private static ProducerRecord<byte[], byte[]> unindexable(long offset) {
		var record = new ProducerRecord<byte[], byte[]>("user-login-dlt", new byte[0]);
		record.headers()
			.add("source-partition", new byte[4])
			.add("source-offset", bytes(offset))
			.add("rejection-reason", "unindexable".getBytes(StandardCharsets.UTF_8));
		return record;
	}

	private static ProducerRecord<byte[], byte[]> redriven(ProducerRecord<byte[], byte[]> record) {
		record.headers().add("redriven-by", "redrive".getBytes(StandardCharsets.UTF_8));
		return record;
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

}
