package dev.loginstream.indexer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SkippingDeserializerTests {

	@Test
	void headersAreKeptWithoutTheRecordThatTheyAreIn() {
		byte[] record = "nameVALUEpayload".getBytes(StandardCharsets.UTF_8);
		Headers headers = new RecordHeaders()
			.add(new RecordHeader(ByteBuffer.wrap(record, 0, 4), ByteBuffer.wrap(record, 4, 5)));

		byte[] value = new SkippingDeserializer().deserialize("topic", headers, ByteBuffer.wrap(record, 9, 7));

		Arrays.fill(record, (byte) 0);
		assertThat(value).isNull();
		assertThat(headers.lastHeader("name").value()).asString(StandardCharsets.UTF_8).isEqualTo("VALUE");
	}

}
