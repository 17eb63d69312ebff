package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * Dead letters of records that OpenSearch refuses for good: key, value and headers of the
 * processed record, and why.
 */
@Component
class DeadLetters {

	private final LoginIndexerProperties properties;

	DeadLetters(LoginIndexerProperties properties) {
		this.properties = properties;
	}

	ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String detail) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(this.properties.deadLetterTopic(), null,
				record.key(), record.value(), record.headers());
		letter.headers()
			.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(record.topic()))
			.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(record.partition()).array())
			.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(record.offset()).array())
			.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(record.timestamp()).array())
			.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, bytes(record.timestampType().name))
			.add(LoginHeaders.REJECTION_REASON, bytes(RejectionReason.UNINDEXABLE.code()))
			.add(LoginHeaders.REJECTION_DETAIL, bytes(detail))
			.add(LoginHeaders.REJECTING_SERVICE, bytes(LoginIndexer.ID));
		return letter;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
