package dev.loginstream.indexer;

import java.nio.ByteBuffer;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The record that a document is made of, by its coordinates.
 *
 * @param topic null for {@code user-login}, where all records come from that the
 * processor wrote; else the indexer's input topic
 * @param partition from 0
 * @param offset from 0
 * @param timestamp record time, ms since the epoch; negative where it has none
 */
record SourceRecord(@Nullable String topic, int partition, long offset, long timestamp) {

	/**
	 * Reads the coordinates that the processor left in the headers.
	 * @param record a record of {@code processed-user-login}
	 * @return those, or the record's own where it has none that can be read
	 */
	static SourceRecord of(ConsumerRecord<?, ?> record) {
		byte[] partition = value(record.headers(), LoginHeaders.SOURCE_PARTITION, Integer.BYTES);
		byte[] offset = value(record.headers(), LoginHeaders.SOURCE_OFFSET, Long.BYTES);
		byte[] timestamp = value(record.headers(), LoginHeaders.SOURCE_TIMESTAMP, Long.BYTES);
		if (partition == null || offset == null || timestamp == null) {
			return new SourceRecord(record.topic(), record.partition(), record.offset(), record.timestamp());
		}
		return new SourceRecord(null, ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(),
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

	/**
	 * The field {@code kafka_source}, name and value.
	 * @param now ms since the epoch
	 */
	String toJson(long now) {
		return "\"kafka_source\":{" + ((this.topic != null) ? "\"topic\":\"" + this.topic + "\"," : "")
				+ "\"partition\":" + this.partition + ",\"offset\":" + this.offset
				+ ((this.timestamp >= 0) ? ",\"latency_ms\":" + latency(now) : "") + "}";
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
