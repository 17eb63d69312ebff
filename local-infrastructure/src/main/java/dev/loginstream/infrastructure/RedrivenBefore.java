package dev.loginstream.infrastructure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The dead letters of which {@code user-login-redrive} has a copy; a bit for each offset
 * that {@code user-login-dlt} still has.
 */
final class RedrivenBefore {

	private final CoordinateSet letters = new CoordinateSet();

	/** By partition; letters before it are gone. */
	private final Map<Integer, Long> firstOffsets = new HashMap<>();

	RedrivenBefore(Map<TopicPartition, Long> firstLetters) {
		firstLetters.forEach((partition, offset) -> this.firstOffsets.put(partition.partition(), offset));
	}

	void add(ConsumerRecord<byte[], byte[]> copy) {
		Header by = copy.headers().lastHeader(LoginHeaders.REDRIVEN_BY);
		DeadLetter.Source letter = DeadLetter.Source.in(copy.headers(), LoginHeaders.DEAD_LETTER_PARTITION,
				LoginHeaders.DEAD_LETTER_OFFSET, LoginHeaders.DEAD_LETTER_TIMESTAMP);
		if (letter == null || by == null || by.value() == null
				|| !new String(by.value(), StandardCharsets.UTF_8).equals(LoginHeaders.REDRIVE)) {
			return;
		}
		long place = letter.offset() - this.firstOffsets.getOrDefault(letter.partition(), Long.MAX_VALUE);
		if (place >= 0) {
			this.letters.add(letter.partition(), place);
		}
	}

	boolean contains(DeadLetter letter) {
		int partition = letter.record().partition();
		return this.letters.contains(partition,
				letter.record().offset() - this.firstOffsets.getOrDefault(partition, 0L));
	}

}
