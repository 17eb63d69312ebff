package dev.loginstream.indexer;

import java.nio.ByteBuffer;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads nothing: every key or value is null. What a poll holds of dead letters, of up to
 * 3 MiB each, is then their headers. Public, since Kafka makes it.
 */
public final class SkippingDeserializer implements Deserializer<byte[]> {

	@Override
	public byte @Nullable [] deserialize(String topic, byte[] data) {
		return null;
	}

	@Override
	public byte @Nullable [] deserialize(String topic, Headers headers, ByteBuffer data) {
		for (Header header : headers) {
			// Until they are asked for, both are views that hold the whole record.
			header.key();
			header.value();
		}
		return null;
	}

}
