package dev.loginstream.indexer.audit;

/**
 * Offsets of one partition that follow each other.
 *
 * @param from first, from 0
 * @param to last; never before the first
 */
record OffsetRange(long from, long to) {

	OffsetRange {
		if (from > to) {
			throw new IllegalArgumentException("Expected an offset from %d on but found %d".formatted(from, to));
		}
	}

	long length() {
		return this.to - this.from + 1;
	}

	boolean contains(long offset) {
		return this.from <= offset && offset <= this.to;
	}

	boolean overlaps(OffsetRange other) {
		return this.from <= other.to && other.from <= this.to;
	}

	/**
	 * The begin of the range.
	 * @param offsets how many it has at most, from 1
	 */
	OffsetRange first(long offsets) {
		return (length() <= offsets) ? this : new OffsetRange(this.from, this.from + offsets - 1);
	}

}
