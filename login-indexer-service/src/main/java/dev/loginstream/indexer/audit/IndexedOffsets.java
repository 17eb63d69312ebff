package dev.loginstream.indexer.audit;

import java.util.Set;
import java.util.SortedMap;

/**
 * Counts of documents in a range of offsets, by buckets of {@link #BUCKET} offsets that
 * begin with the range.
 *
 * @param range that was asked for
 * @param buckets what is in each that is not empty, by its first offset
 * @param repeated offsets that more than one document has
 */
record IndexedOffsets(OffsetRange range, SortedMap<Long, Bucket> buckets, Set<Long> repeated) {

	static final int BUCKET = 1000;

	/**
	 * Documents of a bucket.
	 *
	 * @param documents how many
	 * @param rejections how many of these are dead letters
	 */
	record Bucket(long documents, long rejections) {

		static final Bucket EMPTY = new Bucket(0, 0);

	}

	/**
	 * Whether each offset of a bucket has exactly one document. There are as many as
	 * offsets and none has two, so none has none.
	 * @param bucket within the range
	 */
	boolean isComplete(OffsetRange bucket) {
		return at(bucket).documents() == bucket.length() && this.repeated.stream().noneMatch(bucket::contains);
	}

	Bucket at(OffsetRange bucket) {
		return this.buckets.getOrDefault(bucket.from(), Bucket.EMPTY);
	}

}
