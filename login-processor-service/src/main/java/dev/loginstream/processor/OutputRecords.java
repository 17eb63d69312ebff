package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * The one record that each source record becomes. Key and headers go along; of a record
 * too large to be sent on, only a dead letter saying where it stands. The source's time
 * is a header: were it the record's own, Kafka would delete the record of an old login
 * before it is read.
 */
@Component
class OutputRecords {

	/**
	 * Key, value and headers that can be sent on, with what this service adds, in the 3
	 * MiB that its producer and topics allow. More can come in: the limit of a topic is
	 * one of compressed bytes.
	 */
	private static final int LARGEST_SOURCE = 2 << 20;

	/** Length of a header's framing, at most. */
	private static final int HEADER_FRAME = 10;

	/** Headers that only this service's own word counts for: a producer's are dropped. */
	private static final Set<String> OF_COORDINATES = Set.of(LoginHeaders.SOURCE_PARTITION, LoginHeaders.SOURCE_OFFSET,
			LoginHeaders.SOURCE_TIMESTAMP, LoginHeaders.REDRIVEN_BY, LoginHeaders.DEAD_LETTER_PARTITION,
			LoginHeaders.DEAD_LETTER_OFFSET, LoginHeaders.DEAD_LETTER_TIMESTAMP);

	/** Headers by which a dead letter says what was wrong, and where. */
	static final Set<String> OF_A_LETTER = Set.of(KafkaHeaders.DLT_ORIGINAL_TOPIC, KafkaHeaders.DLT_ORIGINAL_PARTITION,
			KafkaHeaders.DLT_ORIGINAL_OFFSET, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
			KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, LoginHeaders.REJECTION_REASON, LoginHeaders.REJECTION_DETAIL,
			LoginHeaders.REJECTING_SERVICE);

	private final LoginProcessorProperties properties;

	OutputRecords(LoginProcessorProperties properties) {
		this.properties = properties;
	}

	/**
	 * Whether the whole of a record can be sent on.
	 * @param source key, value and headers of any size
	 * @return if not, the record can only be rejected
	 */
	static boolean fits(ConsumerRecord<byte[], byte[]> source) {
		long length = length(source.key()) + length(source.value());
		for (Header header : source.headers()) {
			if (OF_COORDINATES.contains(header.key())) {
				continue;
			}
			length += HEADER_FRAME + length(bytes(header.key())) + length(header.value());
		}
		return length <= LARGEST_SOURCE;
	}

	ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, Verdict verdict) {
		return switch (verdict) {
			case Processed processed -> processed(source, processed);
			case Rejected rejected -> deadLetter(source, rejected);
		};
	}

	private ProducerRecord<byte[], byte[]> processed(ConsumerRecord<byte[], byte[]> source, Processed processed) {
		var record = copy(source, this.properties.outputTopic(), processed.value());
		// Coordinates in another topic would be taken for some of this one.
		if (source.topic().equals(this.properties.inputTopic())) {
			record.headers()
				.add(LoginHeaders.SOURCE_PARTITION, bytes(source.partition()))
				.add(LoginHeaders.SOURCE_OFFSET, bytes(source.offset()))
				.add(LoginHeaders.SOURCE_TIMESTAMP, bytes(source.timestamp()));
		}
		return record;
	}

	private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> source, Rejected rejected) {
		String topic = this.properties.deadLetterTopic();
		var record = fits(source) ? copy(source, topic, source.value())
				: new ProducerRecord<byte[], byte[]>(topic, null, null);
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
		var record = new ProducerRecord<>(topic, null, source.key(), value, source.headers());
		for (Iterator<Header> headers = record.headers().iterator(); headers.hasNext();) {
			if (OF_COORDINATES.contains(headers.next().key())) {
				headers.remove();
			}
		}
		return record;
	}

	private static long length(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length : 0;
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
