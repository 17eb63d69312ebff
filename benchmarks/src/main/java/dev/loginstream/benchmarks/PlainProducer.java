package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit of the generator: sends the bytes of records that it has read before, over
 * and over.
 */
final class PlainProducer {

	private static final int SAMPLE = 50_000;

	private PlainProducer() {
	}

	/**
	 * Runs until it is killed.
	 * @param args address of the broker, topic to read the sample from, topic to write to
	 */
	static void main(String[] args) {
		List<ConsumerRecord<byte[], byte[]>> sample = sample(args[0], args[1]);
		Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "acks", "all", "enable.idempotence", true,
				"compression.type", "lz4", "batch.size", 128 << 10, "linger.ms", 5);
		try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
			while (true) {
				for (ConsumerRecord<byte[], byte[]> record : sample) {
					producer.send(new ProducerRecord<>(args[2], record.key(), record.value()));
				}
			}
		}
	}

	private static List<ConsumerRecord<byte[], byte[]>> sample(String address, String topic) {
		Map<String, Object> settings = Map.of("bootstrap.servers", address);
		List<ConsumerRecord<byte[], byte[]>> sample = new ArrayList<>();
		try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			var partitions = PlainIndexer.partitions(topic);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			while (sample.size() < SAMPLE) {
				consumer.poll(Duration.ofSeconds(1)).forEach(sample::add);
			}
		}
		return sample;
	}

}
