package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit of the processor: copies bytes from topic to topic, exactly once, in
 * transactions of one poll.
 */
final class PlainCopier {

	private PlainCopier() {
	}

	/**
	 * Runs until it is killed.
	 * @param args address of the broker, consumer group, topic to read, topic to write,
	 * records in a transaction, threads
	 */
	static void main(String[] args) {
		for (int i = 0; i < Integer.parseInt(args[5]); i++) {
			String id = args[1] + "-" + i;
			Thread.ofPlatform()
				.name(id)
				.start(() -> copy(id, args[0], args[1], args[2], args[3], Integer.parseInt(args[4])));
		}
	}

	private static void copy(String id, String address, String group, String from, String to, int records) {
		Map<String, Object> reading = Map.of("bootstrap.servers", address, "group.id", group, "auto.offset.reset",
				"earliest", "enable.auto.commit", false, "isolation.level", "read_committed", "max.poll.records",
				records, "max.partition.fetch.bytes", 4 << 20);
		Map<String, Object> writing = Map.of("bootstrap.servers", address, "transactional.id", id, "acks", "all",
				"compression.type", "lz4", "batch.size", 128 << 10, "linger.ms", 5);
		try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
				var producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
			producer.initTransactions();
			consumer.subscribe(List.of(from));
			while (true) {
				ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
				if (!batch.isEmpty()) {
					producer.beginTransaction();
					for (ConsumerRecord<byte[], byte[]> record : batch) {
						producer.send(new ProducerRecord<>(to, null, record.key(), record.value(), record.headers()));
					}
					producer.sendOffsetsToTransaction(batch.nextOffsets(), consumer.groupMetadata());
					producer.commitTransaction();
				}
			}
		}
	}

}
