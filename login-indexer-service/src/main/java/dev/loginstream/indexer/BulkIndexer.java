package dev.loginstream.indexer;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.loginstream.indexer.Verdict.Undecided;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gets verdicts on the records of a poll, inside the transaction in which the container
 * commits their offsets, and settles them with it: once committed they are counted, and
 * rolled back they are kept for the next delivery.
 */
@Component
class BulkIndexer {

	private final LoginDocumentRepository repository;

	private final KnownVerdicts known;

	private final OutagePause pause;

	private final IndexerMeters meters;

	BulkIndexer(LoginDocumentRepository repository, KnownVerdicts known, OutagePause pause, IndexerMeters meters) {
		this.repository = repository;
		this.known = known;
		this.pause = pause;
		this.meters = meters;
	}

	/**
	 * Gets a verdict on every record.
	 * @param listener its id
	 * @param records of one poll
	 * @param documents makes a document of a record
	 * @param committed told of every record once the transaction is committed
	 * @return the records with their verdicts
	 * @throws OutageException if a record has none; the container then rolls back, and
	 * {@link OutagePause} has the records delivered again
	 */
	IndexingBatch index(String listener, List<ConsumerRecord<byte[], byte[]>> records,
			IndexingBatch.Documents documents, BiConsumer<ConsumerRecord<byte[], byte[]>, Verdict> committed) {
		IndexingBatch batch = new IndexingBatch(records);
		TransactionSynchronizationManager.registerSynchronization(settling(listener, batch, committed));
		batch.decide(this.known, documents, this.repository);
		Map<RetryCause, Integer> undecided = batch.undecided();
		if (!undecided.isEmpty()) {
			undecided.forEach(this.meters::retry);
			throw new OutageException(records.size(), undecided);
		}
		return batch;
	}

	private TransactionSynchronization settling(String listener, IndexingBatch batch,
			BiConsumer<ConsumerRecord<byte[], byte[]>, Verdict> committed) {
		return new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					batch.forEach((record, verdict) -> {
						BulkIndexer.this.known.forget(record);
						committed.accept(record, verdict);
					});
					BulkIndexer.this.pause.over(listener);
				}
				else {
					batch.forEach(BulkIndexer.this::rolledBack);
				}
			}

		};
	}

	private void rolledBack(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
		if (!(verdict instanceof Undecided)) {
			this.known.keep(record, verdict);
		}
	}

}
