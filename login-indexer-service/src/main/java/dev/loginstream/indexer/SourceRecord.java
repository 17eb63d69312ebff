package dev.loginstream.indexer;

import java.nio.ByteBuffer;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * The record that a document is made of, by its coordinates.
 *
 * @param topic null for {@code user-login}, where all records come from that the
 * processor wrote or rejected; else a topic's name, which is ASCII
 * @param partition from 0
 * @param offset from 0
 * @param timestamp record time, ms since the epoch; negative where it has none
 */
public record SourceRecord(@Nullable String topic, int partition, long offset, long timestamp) {

	/**
	 * Reads the coordinates that the processor left in the headers.
	 * @param record a record of {@code processed-user-login}
	 * @return those, or the record's own where it has none that can be read
	 */
	static SourceRecord of(ConsumerRecord<?, ?> record) {
		SourceRecord source = in(record.headers());
		return (source != null) ? source : at(record);
	}

	/**
	 * Reads the coordinates that the processor left in the headers.
	 * @param headers of a record of {@code processed-user-login} or its dead letter
	 * @return null where there are none that can be read
	 */
	static @Nullable SourceRecord in(Headers headers) {
		return read(headers, null, LoginHeaders.SOURCE_PARTITION, LoginHeaders.SOURCE_OFFSET,
				LoginHeaders.SOURCE_TIMESTAMP);
	}

	/**
	 * Reads the coordinates of the record that a dead letter is of.
	 * @param headers of the dead letter
	 * @param topic see {@link SourceRecord}
	 * @return null where there are none that can be read
	 */
	static @Nullable SourceRecord rejected(Headers headers, @Nullable String topic) {
		return read(headers, topic, KafkaHeaders.DLT_ORIGINAL_PARTITION, KafkaHeaders.DLT_ORIGINAL_OFFSET,
				KafkaHeaders.DLT_ORIGINAL_TIMESTAMP);
	}

	/** The coordinates of the record itself. */
	static SourceRecord at(ConsumerRecord<?, ?> record) {
		return new SourceRecord(record.topic(), record.partition(), record.offset(), record.timestamp());
	}

	private static @Nullable SourceRecord read(Headers headers, @Nullable String topic, String partitionHeader,
			String offsetHeader, String timestampHeader) {
		byte[] partition = value(headers, partitionHeader, Integer.BYTES);
		byte[] offset = value(headers, offsetHeader, Long.BYTES);
		byte[] timestamp = value(headers, timestampHeader, Long.BYTES);
		if (partition == null || offset == null || timestamp == null) {
			return null;
		}
		return new SourceRecord(topic, ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(),
				ByteBuffer.wrap(timestamp).getLong());
	}

	/**
	 * See {@link LoginDocument#id()}; a foreign record's topic keeps its id apart from
	 * ours.
	 */
	String documentId() {
		String id = this.partition + "-" + this.offset + "-" + this.timestamp;
		return (this.topic != null) ? this.topic + "-" + id : id;
	}

	/** The field {@code kafka_source}, name and value. */
	String toJson() {
		return coordinates() + "}";
	}

	/**
	 * The field {@code kafka_source} with the latency.
	 * @param now ms since the epoch
	 */
	String toJson(long now) {
		return (this.timestamp >= 0) ? coordinates() + ",\"latency_ms\":" + latency(now) + "}" : toJson();
	}

	private String coordinates() {
		return "\"kafka_source\":{" + ((this.topic != null) ? "\"topic\":\"" + this.topic + "\"," : "")
				+ "\"partition\":" + this.partition + ",\"offset\":" + this.offset;
	}

	/**
	 * How long ago the record was written.
	 * @param now ms since the epoch
	 * @return ms; 0 where the producer's clock is ahead of ours
	 */
	long latency(long now) {
		return Math.max(0, now - this.timestamp);
	}

	private static byte @Nullable [] value(Headers headers, String name, int length) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null && header.value().length == length) ? header.value() : null;
	}

}
