package dev.loginstream.indexer.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Copies of records of {@code user-login} that say what they are copies of.
 */
final class RepairRecords {

	private RepairRecords() {
	}

	static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String topic) {
		ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(topic, null, record.key(), record.value(),
				record.headers());
		Headers headers = copy.headers();
		for (String header : new String[] { LoginHeaders.DEAD_LETTER_PARTITION, LoginHeaders.DEAD_LETTER_OFFSET,
				LoginHeaders.DEAD_LETTER_TIMESTAMP }) {
			headers.remove(header);
		}
		set(headers, LoginHeaders.REDRIVEN_BY, LoginHeaders.REPAIR.getBytes(StandardCharsets.UTF_8));
		set(headers, LoginHeaders.SOURCE_PARTITION,
				ByteBuffer.allocate(Integer.BYTES).putInt(record.partition()).array());
		set(headers, LoginHeaders.SOURCE_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array());
		set(headers, LoginHeaders.SOURCE_TIMESTAMP,
				ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
		return copy;
	}

	private static void set(Headers headers, String name, byte[] value) {
		headers.remove(name).add(name, value);
	}

}
