package dev.loginstream.indexer;

import java.util.List;

import dev.loginstream.indexer.Verdict.Refused;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads {@code processed-user-login} and creates a document of each record. The container
 * runs a batch in one Kafka transaction: its dead letters and its offsets are committed
 * together, once OpenSearch has given a verdict on every record. While one is missing,
 * the transaction is rolled back and {@link OutagePause} has the batch delivered again.
 */
@Component
class LoginIndexer {

	static final String ID = "login-indexer";

	private final LoginDocuments documents;

	private final BulkIndexer indexer;

	private final DeadLetters deadLetters;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final IndexerMeters meters;

	LoginIndexer(LoginDocuments documents, BulkIndexer indexer, DeadLetters deadLetters,
			KafkaTemplate<byte[], byte[]> kafka, IndexerMeters meters) {
		this.documents = documents;
		this.indexer = indexer;
		this.deadLetters = deadLetters;
		this.kafka = kafka;
		this.meters = meters;
	}

	@KafkaListener(id = ID, topics = "${login.indexer.input-topic:processed-user-login}", batch = "true")
	void onProcessedUserLogins(List<ConsumerRecord<byte[], byte[]>> records) {
		long now = System.currentTimeMillis();
		IndexingBatch batch = this.indexer.index(ID, records, (record) -> this.documents.of(record, now),
				this.meters::committed);
		batch.forEach((record, verdict) -> {
			if (verdict instanceof Refused(String detail)) {
				this.kafka.send(this.deadLetters.of(record, detail));
			}
		});
	}

}
