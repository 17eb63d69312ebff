package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records of {@code processed-user-login} for tests.
 */
final class TestRecords {

	static final long TIMESTAMP = 1_720_576_825_123L;

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

	private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String json, Headers headers) {
		byte[] value = (json != null) ? json.getBytes(StandardCharsets.UTF_8) : null;
		return new ConsumerRecord<>("processed-user-login", partition, offset, TIMESTAMP, TimestampType.CREATE_TIME, 0,
				0, null, value, headers, Optional.empty());
	}

}
