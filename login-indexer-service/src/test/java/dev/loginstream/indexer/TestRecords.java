package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Records of {@code processed-user-login}, and dead letters, for tests.
 */
final class TestRecords {

	static final long TIMESTAMP = 1_720_576_825_123L;

	/** Of a rejected record; not that of its dead letter. */
	static final long SOURCE_TIMESTAMP = TIMESTAMP - 86_400_000;

	/** Has what must be escaped in JSON, and what is not ASCII. */
	static final String DETAIL = "Expected \"a\"\n\u00fc";

	private TestRecords() {
	}

	static String json(String userId) {
		return """
				{"user_id":"%s","app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24","locale":"RI",\
				"device_id":"d-1","timestamp":"2024-07-10T02:00:25Z","device_type":"iOS"}""".formatted(userId);
	}

	static ConsumerRecord<byte[], byte[]> processed(int sourcePartition, long sourceOffset, String json) {
		return record(7, 99, json, sourceHeaders(sourcePartition, sourceOffset));
	}

	static ConsumerRecord<byte[], byte[]> foreign(int partition, long offset, String json) {
		return record(partition, offset, json, new RecordHeaders());
	}

	static Headers sourceHeaders(int partition, long offset) {
		return new RecordHeaders().add(LoginHeaders.SOURCE_PARTITION, ByteBuffer.allocate(4).putInt(partition).array())
			.add(LoginHeaders.SOURCE_OFFSET, ByteBuffer.allocate(8).putLong(offset).array())
			.add(LoginHeaders.SOURCE_TIMESTAMP, ByteBuffer.allocate(8).putLong(TIMESTAMP).array());
	}

	/** The headers that a dead letter has of us. */
	static Headers rejection(String service, RejectionReason reason, String topic, int partition, long offset) {
		return new RecordHeaders().add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(topic))
			.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(partition).array())
			.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(offset).array())
			.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(SOURCE_TIMESTAMP).array())
			.add(LoginHeaders.REJECTION_REASON, bytes(reason.code()))
			.add(LoginHeaders.REJECTION_DETAIL, bytes(DETAIL))
			.add(LoginHeaders.REJECTING_SERVICE, bytes(service));
	}

	static ConsumerRecord<byte[], byte[]> deadLetter(int partition, long offset, long timestamp, Headers headers) {
		return new ConsumerRecord<>("user-login-dlt", partition, offset, timestamp, TimestampType.CREATE_TIME, 0, 0,
				bytes("u-1"), bytes(json("u-1")), headers, Optional.empty());
	}

	/** What the headers of a dead letter become when it is redriven. */
	static Headers redrive(Headers letter, int partition, long offset) {
		return redrive(letter, partition, offset, TIMESTAMP);
	}

	static Headers redrive(Headers letter, int partition, long offset, long timestamp) {
		return new RecordHeaders(letter.toArray()).remove(LoginHeaders.REDRIVEN_BY)
			.add(LoginHeaders.REDRIVEN_BY, bytes(LoginHeaders.REDRIVE))
			.add(LoginHeaders.DEAD_LETTER_PARTITION, ByteBuffer.allocate(4).putInt(partition).array())
			.add(LoginHeaders.DEAD_LETTER_OFFSET, ByteBuffer.allocate(8).putLong(offset).array())
			.add(LoginHeaders.DEAD_LETTER_TIMESTAMP, ByteBuffer.allocate(8).putLong(timestamp).array());
	}

	static ConsumerRecord<byte[], byte[]> redriven(long timestamp, Headers headers) {
		return new ConsumerRecord<>("user-login-redrive", 0, 1, timestamp, TimestampType.CREATE_TIME, 0, 0,
				bytes("u-1"), bytes(json("u-1")), headers, Optional.empty());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String json, Headers headers) {
		byte[] value = (json != null) ? json.getBytes(StandardCharsets.UTF_8) : null;
		return new ConsumerRecord<>("processed-user-login", partition, offset, TIMESTAMP, TimestampType.CREATE_TIME, 0,
				0, null, value, headers, Optional.empty());
	}

}
