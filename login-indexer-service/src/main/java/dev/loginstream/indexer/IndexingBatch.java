package dev.loginstream.indexer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.loginstream.indexer.LoginDocuments.NotALoginException;
import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one poll and, record by record, the verdicts on them.
 */
final class IndexingBatch {

	private final List<ConsumerRecord<byte[], byte[]>> records;

	private final Verdict[] verdicts;

	IndexingBatch(List<ConsumerRecord<byte[], byte[]>> records) {
		this.records = records;
		this.verdicts = new Verdict[records.size()];
	}

	/**
	 * Gets a verdict on every record.
	 * @param known verdicts of an earlier delivery, which are not asked for again
	 * @param documents makes a document of a record
	 * @param repository creates documents
	 */
	void decide(KnownVerdicts known, Documents documents, BulkCreation repository) {
		List<BulkItem> items = new ArrayList<>(this.verdicts.length);
		int[] positions = new int[this.verdicts.length];
		for (int i = 0; i < this.verdicts.length; i++) {
			ConsumerRecord<byte[], byte[]> record = this.records.get(i);
			Verdict verdict = known.on(record);
			if (verdict != null) {
				this.verdicts[i] = verdict;
				continue;
			}
			try {
				positions[items.size()] = i;
				items.add(documents.of(record));
			}
			catch (NotALoginException ex) {
				this.verdicts[i] = new Refused(ex.detail());
			}
		}
		List<Verdict> answer = repository.create(items);
		for (int k = 0; k < items.size(); k++) {
			this.verdicts[positions[k]] = answer.get(k);
		}
	}

	/**
	 * Counts the records that must be delivered again.
	 * @return how many, by what stood in the way; empty when every record has its verdict
	 */
	Map<RetryCause, Integer> undecided() {
		Map<RetryCause, Integer> undecided = new EnumMap<>(RetryCause.class);
		for (Verdict verdict : this.verdicts) {
			if (verdict instanceof Undecided(RetryCause cause)) {
				undecided.merge(cause, 1, Integer::sum);
			}
		}
		return undecided;
	}

	/** Makes a document of a record. */
	@FunctionalInterface
	interface Documents {

		BulkItem of(ConsumerRecord<byte[], byte[]> record) throws NotALoginException;

	}

	void forEach(BiConsumer<ConsumerRecord<byte[], byte[]>, Verdict> action) {
		for (int i = 0; i < this.verdicts.length; i++) {
			action.accept(this.records.get(i), this.verdicts[i]);
		}
	}

}
