package dev.loginstream.indexer.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the audit knows of one partition of the source topic.
 *
 * @param topicId id of the topic
 * @param first offset with which the audit began
 * @param verified next offset to verify; all from the first up to it are accounted for,
 * but for the findings
 * @param time when that was so; null before the first time
 * @param rejected offsets that are dead letters
 * @param absent offsets without a record: of transactions, or deleted by Kafka
 * @param missing records that are nowhere
 * @param duplicate records that are there more than once
 */
record PartitionState(String topicId, long first, long verified, @Nullable Instant time, long rejected, long absent,
		OffsetRanges missing, OffsetRanges duplicate) {

	static PartitionState startingAt(String topicId, long offset) {
		return new PartitionState(topicId, offset, offset, null, 0, 0, OffsetRanges.NONE, OffsetRanges.NONE);
	}

	/** How many offsets are logins that have their document. */
	long logins() {
		return this.verified - this.first - this.rejected - this.absent
				- this.missing.from(this.first).before(this.verified).count();
	}

	/**
	 * How many ranges of offsets were found since the audit began; those that it has yet
	 * to come by again do not hold it up.
	 */
	int findings() {
		return this.missing.before(this.verified).ranges().size()
				+ this.duplicate.before(this.verified).ranges().size();
	}

	boolean isClean() {
		return this.missing.isEmpty() && this.duplicate.isEmpty();
	}

	/**
	 * Goes on with the next offsets.
	 * @param range begins at or after {@link #verified()}; there is nothing between
	 * @param outcome what was found
	 */
	PartitionState advanced(OffsetRange range, Outcome outcome) {
		return new PartitionState(this.topicId, this.first, range.to() + 1, this.time,
				this.rejected + outcome.rejected(), this.absent + outcome.absent() + range.from() - this.verified,
				this.missing.replaced(range, outcome.missing()), this.duplicate.replaced(range, outcome.duplicate()));
	}

	/**
	 * Looks at findings again. What is no longer missing counts as a login.
	 * @param range before {@link #verified()}
	 * @param outcome what is found now
	 */
	PartitionState rechecked(OffsetRange range, Outcome outcome) {
		return new PartitionState(this.topicId, this.first, this.verified, this.time, this.rejected, this.absent,
				this.missing.replaced(range, outcome.missing()), this.duplicate.replaced(range, outcome.duplicate()));
	}

	/**
	 * The next findings to look at again.
	 * @param offset from which on
	 * @param longest range
	 * @return from a finding to a finding; null if there is none
	 */
	@Nullable OffsetRange findings(long offset, long longest) {
		if (offset >= this.verified) {
			return null;
		}
		List<OffsetRange> rest = findings(new OffsetRange(offset, this.verified - 1));
		if (rest.isEmpty()) {
			return null;
		}
		long from = rest.stream().mapToLong(OffsetRange::from).min().orElseThrow();
		List<OffsetRange> next = findings(new OffsetRange(from, this.verified - 1).first(longest));
		return new OffsetRange(from, next.stream().mapToLong(OffsetRange::to).max().orElseThrow());
	}

	private List<OffsetRange> findings(OffsetRange bounds) {
		return Stream.of(this.missing, this.duplicate)
			.flatMap((found) -> found.within(bounds).ranges().stream())
			.toList();
	}

	/**
	 * What is missing and cannot be repaired.
	 * @param retained first offset that Kafka still has
	 */
	OffsetRanges lost(long retained) {
		return this.missing.before(retained);
	}

	PartitionState at(Instant now) {
		return new PartitionState(this.topicId, this.first, this.verified, now, this.rejected, this.absent,
				this.missing, this.duplicate);
	}

	/**
	 * Begins anew. The findings stay until they are come by; what is no longer retained
	 * is given up.
	 * @param offset first that is retained
	 */
	PartitionState again(long offset) {
		return new PartitionState(this.topicId, offset, offset, this.time, 0, 0, this.missing.from(offset),
				this.duplicate.from(offset));
	}

}
