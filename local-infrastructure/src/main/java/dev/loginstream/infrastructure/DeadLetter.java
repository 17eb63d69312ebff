package dev.loginstream.infrastructure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code user-login-dlt} that one of our services wrote.
 *
 * @param record as it was read
 * @param reason a {@link RejectionReason#code()}
 * @param source the record of {@code user-login} that it is of; null where it is of
 * another topic
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, String reason, @Nullable Source source) {

	static final Set<String> REASONS = Arrays.stream(RejectionReason.values())
		.map(RejectionReason::code)
		.collect(Collectors.toUnmodifiableSet());

	/** What the producer sends at most, less what is added to a letter. */
	private static final int LARGEST = Redrive.LARGEST_REQUEST - 65_536;

	/**
	 * Reads the headers of a letter.
	 * @param record of {@code user-login-dlt}, by our services or by anyone
	 * @return null where it is none of ours
	 */
	static @Nullable DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
		Headers headers = record.headers();
		String reason = text(headers, LoginHeaders.REJECTION_REASON);
		if (!REASONS.contains(reason)) {
			return null;
		}
		return switch (text(headers, LoginHeaders.REJECTING_SERVICE)) {
			case "login-processor" -> new DeadLetter(record, reason,
					text(headers, "kafka_dlt-original-topic").equals(EventCounts.INPUT) ? Source.in(headers,
							"kafka_dlt-original-partition", "kafka_dlt-original-offset", "kafka_dlt-original-timestamp")
							: null);
			case "login-indexer" -> new DeadLetter(record, reason, Source.in(headers, LoginHeaders.SOURCE_PARTITION,
					LoginHeaders.SOURCE_OFFSET, LoginHeaders.SOURCE_TIMESTAMP));
			default -> null;
		};
	}

	/**
	 * Says why it cannot be processed again.
	 * @return null if it can
	 */
	@Nullable String obstacle() {
		if (this.source == null) {
			return "of no record in user-login";
		}
		if (this.record.value() == null && this.reason.equals(RejectionReason.TOO_LARGE.code())) {
			return "too_large, left in user-login";
		}
		return (size() > LARGEST) ? "too large to send" : null;
	}

	private long size() {
		long size = (long) this.record.serializedKeySize() + this.record.serializedValueSize();
		for (Header header : this.record.headers()) {
			size += header.key().length() + ((header.value() != null) ? header.value().length : 0);
		}
		return size;
	}

	/**
	 * The copy that is processed again. It keeps the letter's headers, which say what its
	 * document in the index of the rejected is.
	 * @param topic to send it to
	 * @throws IllegalStateException if there is an {@link #obstacle}
	 */
	ProducerRecord<byte[], byte[]> redriven(String topic) {
		if (this.source == null) {
			throw new IllegalStateException("A letter " + obstacle());
		}
		var copy = new ProducerRecord<>(topic, null, this.record.key(), this.record.value(), this.record.headers());
		Headers headers = copy.headers();
		this.source.putInto(headers);
		headers.remove(LoginHeaders.REDRIVEN_BY)
			.add(LoginHeaders.REDRIVEN_BY, LoginHeaders.REDRIVE.getBytes(StandardCharsets.UTF_8))
			// After those of an earlier letter that this one came of: its document has
			// them in its id.
			.add(LoginHeaders.DEAD_LETTER_PARTITION, bytes(this.record.partition()))
			.add(LoginHeaders.DEAD_LETTER_OFFSET, bytes(this.record.offset()))
			.add(LoginHeaders.DEAD_LETTER_TIMESTAMP, bytes(this.record.timestamp()));
		return copy;
	}

	private static String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : "";
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	/**
	 * A place in a topic.
	 *
	 * @param partition from 0
	 * @param offset from 0
	 * @param timestamp ms since the epoch
	 */
	record Source(int partition, long offset, long timestamp) {

		/**
		 * Reads one.
		 * @param headers that hold it
		 * @param partition name of a header, as the others
		 * @return null where it cannot be read
		 */
		static @Nullable Source in(Headers headers, String partition, String offset, String timestamp) {
			ByteBuffer partitionBytes = buffer(headers, partition, Integer.BYTES);
			ByteBuffer offsetBytes = buffer(headers, offset, Long.BYTES);
			ByteBuffer timestampBytes = buffer(headers, timestamp, Long.BYTES);
			return (partitionBytes != null && offsetBytes != null && timestampBytes != null)
					? new Source(partitionBytes.getInt(), offsetBytes.getLong(), timestampBytes.getLong()) : null;
		}

		private static @Nullable ByteBuffer buffer(Headers headers, String name, int length) {
			Header header = headers.lastHeader(name);
			return (header != null && header.value() != null && header.value().length == length)
					? ByteBuffer.wrap(header.value()) : null;
		}

		private void putInto(Headers headers) {
			headers.remove(LoginHeaders.SOURCE_PARTITION)
				.remove(LoginHeaders.SOURCE_OFFSET)
				.remove(LoginHeaders.SOURCE_TIMESTAMP)
				.add(LoginHeaders.SOURCE_PARTITION, bytes(this.partition))
				.add(LoginHeaders.SOURCE_OFFSET, bytes(this.offset))
				.add(LoginHeaders.SOURCE_TIMESTAMP, bytes(this.timestamp));
		}

	}

}
