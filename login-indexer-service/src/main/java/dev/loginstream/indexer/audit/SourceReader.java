package dev.loginstream.indexer.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.loginstream.indexer.SkippingDeserializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

import org.springframework.stereotype.Component;

/**
 * Reads committed records of the source topic: which there are, or what they hold.
 */
@Component
class SourceReader {

	private static final int MOST_RECORDS = 5000;

	private final AuditConsumers consumers;

	private final AuditProperties properties;

	SourceReader(AuditConsumers consumers, AuditProperties properties) {
		this.consumers = consumers;
		this.properties = properties;
	}

	/**
	 * Reads without keys and values.
	 * @param partition of the source topic
	 * @param range of offsets
	 * @param action gets each record that there is
	 */
	void readCoordinates(int partition, OffsetRange range, Consumer<ConsumerRecord<byte[], byte[]>> action) {
		read(partition, range, SkippingDeserializer.class, action);
	}

	/**
	 * Reads with keys and values.
	 * @param partition of the source topic
	 * @param range of offsets
	 * @param action gets each record that there is
	 */
	void readRecords(int partition, OffsetRange range, Consumer<ConsumerRecord<byte[], byte[]>> action) {
		read(partition, range, ByteArrayDeserializer.class, action);
	}

	private void read(int partition, OffsetRange range, Class<? extends Deserializer<byte[]>> deserializer,
			Consumer<ConsumerRecord<byte[], byte[]>> action) {
		TopicPartition source = new TopicPartition(this.properties.sourceTopic(), partition);
		try (var consumer = this.consumers.create("-source", deserializer, MOST_RECORDS)) {
			consumer.assign(List.of(source));
			consumer.seek(source, range.from());
			new BoundedRead(consumer, this.properties.timeout()).to(Map.of(source, range.to() + 1), action);
		}
	}

}
