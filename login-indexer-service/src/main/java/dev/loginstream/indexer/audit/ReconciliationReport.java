package dev.loginstream.indexer.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the audit knows of the partitions of this instance.
 *
 * @param sourceTopic whose records are accounted for
 * @param ageSeconds how long ago all was consumed that is verified; null before the first
 * pass
 * @param verified offsets that are verified, of all partitions
 * @param partitions each
 * @param missing records that are nowhere
 * @param duplicate records that are there more than once
 * @param repair the last one
 */
record ReconciliationReport(String sourceTopic, @Nullable Double ageSeconds, long verified, List<Partition> partitions,
		Missing missing, Duplicate duplicate, Repair.Progress repair) {

	/**
	 * One partition of the source topic.
	 *
	 * @param partition from 0
	 * @param first offset with which the audit began
	 * @param verified next offset to verify
	 * @param logins offsets that have their document
	 * @param rejected offsets that are dead letters
	 * @param absent offsets without a record: of transactions, or deleted by Kafka
	 * @param full whether the audit stands still, as no more findings can be kept
	 */
	record Partition(int partition, long first, long verified, long logins, long rejected, long absent, boolean full) {
	}

	/**
	 * Records that are nowhere.
	 *
	 * @param count how many
	 * @param ranges where; the first ones if there are many
	 * @param truncated whether there are more
	 */
	record Missing(long count, List<MissingRange> ranges, boolean truncated) {
	}

	/**
	 * Missing records that follow each other.
	 *
	 * @param partition from 0
	 * @param from first offset
	 * @param to last offset
	 * @param retained whether Kafka still has the last of them, so that it can be
	 * repaired
	 */
	record MissingRange(int partition, long from, long to, boolean retained) {
	}

	/**
	 * Records that are there more than once.
	 *
	 * @param count how many records
	 * @param offsets where; the first ones if there are many
	 * @param truncated whether there are more
	 */
	record Duplicate(long count, List<DuplicateOffset> offsets, boolean truncated) {
	}

	/**
	 * A record that is there more than once.
	 *
	 * @param partition from 0
	 * @param offset of the record
	 * @param documents that it has; null while OpenSearch does not tell
	 */
	record DuplicateOffset(int partition, long offset, @Nullable List<Document> documents) {
	}

	/**
	 * A document.
	 *
	 * @param index that holds it
	 * @param id in the index
	 */
	record Document(String index, String id) {
	}

}
