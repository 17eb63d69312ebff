package dev.loginstream.indexer;

import java.util.List;
import java.util.Map;

import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

	private final LoginDocumentRepository repository;

	private final KnownVerdicts known;

	private final DeadLetters deadLetters;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final OutagePause pause;

	private final IndexerMeters meters;

	LoginIndexer(LoginDocuments documents, LoginDocumentRepository repository, KnownVerdicts known,
			DeadLetters deadLetters, KafkaTemplate<byte[], byte[]> kafka, OutagePause pause, IndexerMeters meters) {
		this.documents = documents;
		this.repository = repository;
		this.known = known;
		this.deadLetters = deadLetters;
		this.kafka = kafka;
		this.pause = pause;
		this.meters = meters;
	}

	@KafkaListener(id = ID, topics = "${login.indexer.input-topic:processed-user-login}", batch = "true")
	void onProcessedUserLogins(List<ConsumerRecord<byte[], byte[]>> records) {
		IndexingBatch batch = new IndexingBatch(records);
		TransactionSynchronizationManager.registerSynchronization(settling(batch));
		batch.decide(this.known, this.documents, System.currentTimeMillis(), this.repository);
		Map<RetryCause, Integer> undecided = batch.undecided();
		if (!undecided.isEmpty()) {
			undecided.forEach(this.meters::retry);
			throw new OutageException(records.size(), undecided);
		}
		batch.forEach((record, verdict) -> {
			if (verdict instanceof Refused(String detail)) {
				this.kafka.send(this.deadLetters.of(record, detail));
			}
		});
	}

	private TransactionSynchronization settling(IndexingBatch batch) {
		return new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					batch.forEach(LoginIndexer.this::committed);
					LoginIndexer.this.pause.over();
				}
				else {
					batch.forEach(LoginIndexer.this::rolledBack);
				}
			}

		};
	}

	private void committed(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
		this.known.forget(record);
		this.meters.committed(record, verdict);
	}

	private void rolledBack(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
		if (!(verdict instanceof Undecided)) {
			this.known.keep(record, verdict);
		}
	}

}
