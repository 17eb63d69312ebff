package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * A record of {@code user-login-redrive}: a login that is processed again.
 *
 * @param login the record of {@code user-login} that it is a copy of, by its coordinates
 * there and without what an earlier dead letter said
 * @param story headers that go along to whatever it becomes
 * @param isProcessed whether its value is the processor's own already, which OpenSearch
 * refused
 */
record RedrivenLogin(ConsumerRecord<byte[], byte[]> login, Headers story, boolean isProcessed) {

	private static final byte[] INDEXER = bytes("login-indexer");

	private static final byte[] UNINDEXABLE = bytes(RejectionReason.UNINDEXABLE.code());

	/**
	 * Reads what a record says of itself.
	 * @param record of {@code user-login-redrive}, by our services or by anyone
	 * @param topic that it is a copy from
	 * @return null where it does not say so; it is then none of ours
	 */
	static @Nullable RedrivenLogin of(ConsumerRecord<byte[], byte[]> record, String topic) {
		Headers headers = record.headers();
		byte[] partition = value(headers, LoginHeaders.SOURCE_PARTITION, Integer.BYTES);
		byte[] offset = value(headers, LoginHeaders.SOURCE_OFFSET, Long.BYTES);
		byte[] timestamp = value(headers, LoginHeaders.SOURCE_TIMESTAMP, Long.BYTES);
		Headers story = story(headers);
		if (partition == null || offset == null || timestamp == null || story == null) {
			return null;
		}
		var login = new ConsumerRecord<>(topic, ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(),
				ByteBuffer.wrap(timestamp).getLong(), timestampType(headers), ConsumerRecord.NULL_SIZE,
				ConsumerRecord.NULL_SIZE, record.key(), record.value(), headersOfTheProducer(headers),
				Optional.empty());
		return new RedrivenLogin(login, story, record.value() != null && isUnindexable(headers));
	}

	private static @Nullable Headers story(Headers headers) {
		String by = text(headers, LoginHeaders.REDRIVEN_BY);
		Headers story = new RecordHeaders().add(LoginHeaders.REDRIVEN_BY, bytes(by));
		if (by.equals(LoginHeaders.REPAIR)) {
			return story;
		}
		byte[] partition = value(headers, LoginHeaders.DEAD_LETTER_PARTITION, Integer.BYTES);
		byte[] offset = value(headers, LoginHeaders.DEAD_LETTER_OFFSET, Long.BYTES);
		byte[] timestamp = value(headers, LoginHeaders.DEAD_LETTER_TIMESTAMP, Long.BYTES);
		if (!by.equals(LoginHeaders.REDRIVE) || partition == null || offset == null || timestamp == null) {
			return null;
		}
		return story.add(LoginHeaders.DEAD_LETTER_PARTITION, partition)
			.add(LoginHeaders.DEAD_LETTER_OFFSET, offset)
			.add(LoginHeaders.DEAD_LETTER_TIMESTAMP, timestamp);
	}

	private static boolean isUnindexable(Headers headers) {
		return Arrays.equals(value(headers, LoginHeaders.REJECTING_SERVICE, INDEXER.length), INDEXER)
				&& Arrays.equals(value(headers, LoginHeaders.REJECTION_REASON, UNINDEXABLE.length), UNINDEXABLE);
	}

	// As an earlier dead letter says; a copy that was made for a repair does not.
	private static TimestampType timestampType(Headers headers) {
		String name = text(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE);
		return Stream.of(TimestampType.values())
			.filter((type) -> type.name.equals(name))
			.findFirst()
			.orElse(TimestampType.NO_TIMESTAMP_TYPE);
	}

	private static Headers headersOfTheProducer(Headers headers) {
		return new RecordHeaders(Stream.of(headers.toArray())
			.filter((header) -> !OutputRecords.OF_A_LETTER.contains(header.key()))
			.toArray(Header[]::new));
	}

	private static String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : "";
	}

	private static byte @Nullable [] value(Headers headers, String name, int length) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null && header.value().length == length) ? header.value() : null;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
