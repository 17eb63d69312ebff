package dev.loginstream.processor;

import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputRecordsTests {

	private static final Processed LOGIN = new Processed("{}".getBytes(StandardCharsets.UTF_8));

	private static final Rejected NO_LOGIN = new Rejected(RejectionReason.NOT_JSON, "Malformed");

	private final OutputRecords outputs = new OutputRecords(new LoginProcessorProperties("in", "out", "dead", "redrive",
			"instance", true, 6, (short) -1, Duration.ofDays(1)));

	@Test
	void verdictDecidesTheTopic() {
		ConsumerRecord<byte[], byte[]> source = source(1720576825123L, new byte[3], new RecordHeaders());

		assertThat(this.outputs.of(source, LOGIN).topic()).isEqualTo("out");
		assertThat(this.outputs.of(source, NO_LOGIN).topic()).isEqualTo("dead");
	}

	@Test
	void partitionIsLeftToTheKey() {
		ConsumerRecord<byte[], byte[]> source = source(1720576825123L, new byte[3], new RecordHeaders());

		assertThat(this.outputs.of(source, LOGIN).partition()).isNull();
		assertThat(this.outputs.of(source, NO_LOGIN).partition()).isNull();
	}

	@Test
	void timeIsLeftToTheBroker() {
		ConsumerRecord<byte[], byte[]> source = source(1720576825123L, new byte[3], new RecordHeaders());

		assertThat(this.outputs.of(source, LOGIN).timestamp()).isNull();
		assertThat(this.outputs.of(source, NO_LOGIN).timestamp()).isNull();
	}

	@Test
	void deadLetterOfADeadLetterTellsBothStoriesTheNewestLast() {
		ProducerRecord<byte[], byte[]> once = this.outputs.of(source(1, new byte[3], new RecordHeaders()), NO_LOGIN);

		ProducerRecord<byte[], byte[]> twice = this.outputs.of(source(2, once.value(), once.headers()),
				new Rejected(RejectionReason.MISSING_USER_ID, "None"));

		assertThat(twice.headers().headers("rejection-reason")).extracting(Header::value)
			.containsExactly("not_json".getBytes(StandardCharsets.UTF_8),
					"missing_user_id".getBytes(StandardCharsets.UTF_8));
		assertThat(twice.headers().headers("kafka_dlt-original-offset")).hasSize(2);
	}

	@Test
	void headersOfTheSourceStayAsTheyAre() {
		Headers headers = new RecordHeaders().add("source-offset", new byte[1]);
		ConsumerRecord<byte[], byte[]> source = source(1, new byte[3], headers);

		this.outputs.of(source, LOGIN);
		this.outputs.of(source, NO_LOGIN);

		assertThat(source.headers()).singleElement().satisfies((header) -> assertThat(header.value()).hasSize(1));
	}

	@Test
	void twoMebibytesOfKeyAndValueFit() {
		assertThat(OutputRecords.fits(source(1, new byte[(2 << 20) - 3], new RecordHeaders()))).isTrue();
		assertThat(OutputRecords.fits(source(1, new byte[(2 << 20) - 2], new RecordHeaders()))).isFalse();
	}

	@Test
	void headersCountAsToWhetherARecordFits() {
		Headers value = new RecordHeaders().add("a", new byte[2 << 20]);
		Headers name = new RecordHeaders().add("a".repeat(2 << 20), null);
		Headers many = new RecordHeaders();
		for (int i = 0; i < 200_000; i++) {
			many.add("", null);
		}

		assertThat(OutputRecords.fits(source(1, null, value))).isFalse();
		assertThat(OutputRecords.fits(source(1, null, name))).isFalse();
		assertThat(OutputRecords.fits(source(1, null, many))).isTrue();
		assertThat(OutputRecords.fits(source(1, new byte[1 << 20], many))).isFalse();
	}

	private static ConsumerRecord<byte[], byte[]> source(long timestamp, byte[] value, Headers headers) {
		return new ConsumerRecord<>("in", 3, 42, timestamp, TimestampType.CREATE_TIME, -1, -1, new byte[3], value,
				headers, Optional.empty());
	}

}
