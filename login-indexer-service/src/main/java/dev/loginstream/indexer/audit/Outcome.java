package dev.loginstream.indexer.audit;

/**
 * What was found of a range of offsets. All others in it are logins that have their
 * document.
 *
 * @param rejected dead letters
 * @param absent offsets without a record
 * @param missing records that are nowhere
 * @param duplicate records that are there more than once
 */
record Outcome(long rejected, long absent, OffsetRanges missing, OffsetRanges duplicate) {

	static final Outcome NOTHING = new Outcome(0, 0, OffsetRanges.NONE, OffsetRanges.NONE);

	Outcome withRejected(long more) {
		return new Outcome(this.rejected + more, this.absent, this.missing, this.duplicate);
	}

	/**
	 * Adds what was found of a part.
	 * @param range the part
	 * @param other what was found
	 */
	Outcome with(OffsetRange range, Outcome other) {
		return new Outcome(this.rejected + other.rejected, this.absent + other.absent,
				this.missing.replaced(range, other.missing), this.duplicate.replaced(range, other.duplicate));
	}

}
