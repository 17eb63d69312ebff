package dev.loginstream.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The limits of the indexer: the same documents under the same ids, in bulk requests of
 * bytes that nobody looks into. Either they are made before, or while they are read.
 */
final class PlainIndexer {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String kafka;

	private final String group;

	private final String topic;

	private final URI bulk;

	private final int size;

	private PlainIndexer(String[] args) {
		this.kafka = args[0];
		this.group = args[1];
		this.topic = args[2];
		this.bulk = URI.create(args[3] + "/_bulk?filter_path=errors");
		this.size = Integer.parseInt(args[4]);
	}

	/**
	 * Runs until all is sent, or it is killed.
	 * @param args address of the broker, consumer group, topic to read, address of
	 * OpenSearch, documents in a request, requests in flight, and how many documents to
	 * make before the first is sent: 0 for reading while it sends
	 */
	static void main(String[] args) {
		PlainIndexer indexer = new PlainIndexer(args);
		long prepared = Long.parseLong(args[6]);
		Queue<byte[]> bodies = (prepared > 0) ? indexer.bodies(prepared) : new ConcurrentLinkedQueue<>();
		for (int i = 0; i < Integer.parseInt(args[5]); i++) {
			Thread.ofPlatform().start((prepared > 0) ? () -> indexer.sendAll(bodies) : indexer::readAndSend);
		}
	}

	private Queue<byte[]> bodies(long documents) {
		Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			List<TopicPartition> partitions = partitions(this.topic);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			for (long made = 0; made < documents;) {
				ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
				if (!batch.isEmpty()) {
					bodies.add(body(batch));
					made += batch.count();
				}
			}
		}
		return bodies;
	}

	private void sendAll(Queue<byte[]> bodies) {
		for (byte[] body = bodies.poll(); body != null; body = bodies.poll()) {
			send(body);
		}
	}

	private void readAndSend() {
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			consumer.subscribe(List.of(this.topic));
			while (true) {
				ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
				if (!batch.isEmpty()) {
					send(body(batch));
					consumer.commitSync();
				}
			}
		}
	}

	private KafkaConsumer<byte[], byte[]> consumer() {
		Map<String, Object> settings = Map.of("bootstrap.servers", this.kafka, "group.id", this.group,
				"auto.offset.reset", "earliest", "enable.auto.commit", false, "isolation.level", "read_committed",
				"max.poll.records", this.size, "max.partition.fetch.bytes", 4 << 20);
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	private void send(byte[] body) {
		HttpRequest request = HttpRequest.newBuilder(this.bulk)
			.header("Content-Type", "application/x-ndjson")
			.POST(BodyPublishers.ofByteArray(body))
			.build();
		try {
			HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
			if (response.statusCode() != 200 || !response.body().contains("\"errors\":false")) {
				throw new IllegalStateException("OpenSearch answered " + response.statusCode() + " " + response.body());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("OpenSearch does not answer", ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<TopicPartition> partitions(String topic) {
		return IntStream.range(0, Kafka.PARTITIONS).mapToObj((i) -> new TopicPartition(topic, i)).toList();
	}

	private static byte[] body(ConsumerRecords<byte[], byte[]> batch) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(batch.count() * 512);
		for (ConsumerRecord<byte[], byte[]> record : batch) {
			int partition = number(record, LoginHeaders.SOURCE_PARTITION).getInt();
			long offset = number(record, LoginHeaders.SOURCE_OFFSET).getLong();
			long timestamp = number(record, LoginHeaders.SOURCE_TIMESTAMP).getLong();
			String text = "{\"create\":{\"_index\":\"processed-user-login-index-" + month(record.value())
					+ "\",\"_id\":\"" + partition + "-" + offset + "-" + timestamp
					+ "\"}}\n{\"kafka_source\":{\"partition\":" + partition + ",\"offset\":" + offset + "},";
			body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
			body.write(record.value(), 1, record.value().length - 1);
			body.write('\n');
		}
		return body.toByteArray();
	}

	private static ByteBuffer number(ConsumerRecord<?, ?> record, String header) {
		return ByteBuffer.wrap(record.headers().lastHeader(header).value());
	}

	// 2024-07 as 2024.07, of the processor's own "timestamp":"2024-07-10T02:00:25Z".
	private static String month(byte[] value) {
		String json = new String(value, StandardCharsets.ISO_8859_1);
		int start = json.indexOf("\"timestamp\":\"") + 13;
		return json.substring(start, start + 7).replace('-', '.');
	}

}
