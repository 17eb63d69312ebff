package dev.loginstream.indexer;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.kafka.KafkaException;

/**
 * Thrown to roll a batch back that has records without a verdict. Has no stack trace: it
 * says what OpenSearch did, and at every try.
 */
final class OutageException extends KafkaException {

	private static final long serialVersionUID = 1L;

	OutageException(int records, Map<RetryCause, Integer> undecided) {
		super("OpenSearch gave no verdict on %d of %d records (%s)".formatted(
				undecided.values().stream().mapToInt(Integer::intValue).sum(), records,
				undecided.keySet().stream().map(RetryCause::code).collect(Collectors.joining(", "))), Level.DEBUG,
				null);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
