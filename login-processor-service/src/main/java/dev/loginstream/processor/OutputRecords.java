package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * The one record that each source record becomes. Key, timestamp and headers go along.
 */
@Component
class OutputRecords {

	private final LoginProcessorProperties properties;

	OutputRecords(LoginProcessorProperties properties) {
		this.properties = properties;
	}

	ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, Verdict verdict) {
		return switch (verdict) {
			case Processed processed -> processed(source, processed);
			case Rejected rejected -> deadLetter(source, rejected);
		};
	}

	private ProducerRecord<byte[], byte[]> processed(ConsumerRecord<byte[], byte[]> source, Processed processed) {
		var record = copy(source, this.properties.outputTopic(), processed.value());
		record.headers()
			.remove(LoginHeaders.SOURCE_PARTITION)
			.remove(LoginHeaders.SOURCE_OFFSET)
			.add(LoginHeaders.SOURCE_PARTITION, bytes(source.partition()))
			.add(LoginHeaders.SOURCE_OFFSET, bytes(source.offset()));
		return record;
	}

	private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> source, Rejected rejected) {
		var record = copy(source, this.properties.deadLetterTopic(), source.value());
		record.headers()
			.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(source.topic()))
			.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(source.partition()))
			.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(source.offset()))
			.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(source.timestamp()))
			.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, bytes(source.timestampType().name))
			.add(LoginHeaders.REJECTION_REASON, bytes(rejected.reason().code()))
			.add(LoginHeaders.REJECTION_DETAIL, bytes(rejected.detail()))
			.add(LoginHeaders.REJECTING_SERVICE, bytes(UserLoginListener.ID));
		return record;
	}

	private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> source, String topic,
			byte[] value) {
		// A producer may refuse to say when; ours must not send a negative time.
		Long timestamp = (source.timestamp() >= 0) ? source.timestamp() : null;
		return new ProducerRecord<>(topic, null, timestamp, source.key(), value, source.headers());
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
