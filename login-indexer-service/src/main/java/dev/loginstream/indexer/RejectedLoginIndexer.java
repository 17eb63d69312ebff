package dev.loginstream.indexer;

import java.util.List;

import dev.loginstream.indexer.Verdict.Refused;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reads the dead letters and creates a document of each, in the way of
 * {@link LoginIndexer}; reads which of them were redriven, and says so in theirs. Its
 * consumer skips keys and values, which may be large and hold personal data, and of which
 * it needs nothing.
 */
@Component
class RejectedLoginIndexer {

	static final String ID = "login-indexer-rejected";

	private static final Logger logger = LoggerFactory.getLogger(RejectedLoginIndexer.class);

	private final RejectedLogins documents;

	private final BulkIndexer indexer;

	private final IndexerMeters meters;

	RejectedLoginIndexer(RejectedLogins documents, BulkIndexer indexer, IndexerMeters meters) {
		this.documents = documents;
		this.indexer = indexer;
		this.meters = meters;
	}

	// A pattern, since an older processor makes no topic of the redriven: a consumer that
	// is told to read it would warn of its absence every second.
	// Rejections are few and none is urgent: they are gathered longer than logins, and
	// fewer are held at a time, since headers can be large too.
	@KafkaListener(id = ID,
			topicPattern = "\\Q${login.indexer.dead-letter-topic:user-login-dlt}\\E"
					+ "|\\Q${login.indexer.redrive-topic:user-login-redrive}\\E",
			batch = "true", concurrency = "1",
			properties = { "key.deserializer=dev.loginstream.indexer.SkippingDeserializer",
					"value.deserializer=dev.loginstream.indexer.SkippingDeserializer", "max.poll.records=100",
					"max.partition.fetch.bytes=131072", "fetch.max.wait.ms=500" })
	void onDeadLetters(List<ConsumerRecord<byte[], byte[]>> letters) {
		List<ConsumerRecord<byte[], byte[]>> rejected = letters.stream().filter(this.documents::isRejected).toList();
		this.indexer.index(ID, rejected, this.documents::of, this::committed);
	}

	private void committed(ConsumerRecord<?, ?> letter, Verdict verdict) {
		this.meters.committedRejection(verdict);
		if (verdict instanceof Refused(String detail)) {
			// Its fields are bounded, so this is a fault of ours or of the mapping. The
			// dead letter is still in its topic.
			logger.error("No document of dead letter {}-{}@{}: {}", letter.topic(), letter.partition(), letter.offset(),
					detail);
		}
	}

}
