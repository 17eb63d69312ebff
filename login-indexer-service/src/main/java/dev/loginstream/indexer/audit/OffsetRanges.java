package dev.loginstream.indexer.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A set of offsets, small where they follow each other.
 *
 * @param ranges in ascending order; none touches the next
 */
record OffsetRanges(List<OffsetRange> ranges) {

	private static final int FEW = 10;

	static final OffsetRanges NONE = new OffsetRanges(List.of());

	static OffsetRanges of(SortedSet<Long> offsets) {
		return joined(offsets.stream().map((offset) -> new OffsetRange(offset, offset)).toList());
	}

	private static OffsetRanges joined(List<OffsetRange> ascending) {
		List<OffsetRange> joined = new ArrayList<>();
		for (OffsetRange range : ascending) {
			if (!joined.isEmpty() && joined.getLast().to() == range.from() - 1) {
				joined.add(new OffsetRange(joined.removeLast().from(), range.to()));
			}
			else {
				joined.add(range);
			}
		}
		return new OffsetRanges(List.copyOf(joined));
	}

	long count() {
		return this.ranges.stream().mapToLong(OffsetRange::length).sum();
	}

	boolean isEmpty() {
		return this.ranges.isEmpty();
	}

	boolean contains(long offset) {
		return this.ranges.stream().anyMatch((range) -> range.contains(offset));
	}

	/** The first ranges, for a person to read. */
	String firstFew() {
		return this.ranges.stream()
			.limit(FEW)
			.map((range) -> (range.length() == 1) ? String.valueOf(range.from()) : range.from() + " to " + range.to())
			.collect(Collectors.joining(", ", "[", (this.ranges.size() > FEW) ? ", ...]" : "]"));
	}

	LongStream offsets() {
		return this.ranges.stream().flatMapToLong((range) -> LongStream.rangeClosed(range.from(), range.to()));
	}

	/**
	 * Ranges that together have all of this set, and what is between.
	 * @param longest how many offsets a range has at most
	 */
	List<OffsetRange> spans(long longest) {
		List<OffsetRange> spans = new ArrayList<>();
		for (OffsetRange range : this.ranges) {
			long from = range.from();
			if (!spans.isEmpty() && range.to() - spans.getLast().from() < longest) {
				from = spans.removeLast().from();
			}
			while (range.to() - from >= longest) {
				spans.add(new OffsetRange(from, from + longest - 1));
				from += longest;
			}
			spans.add(new OffsetRange(from, range.to()));
		}
		return spans;
	}

	/** What of this set is within a range. */
	OffsetRanges within(OffsetRange bounds) {
		return new OffsetRanges(this.ranges.stream()
			.filter(bounds::overlaps)
			.map((range) -> new OffsetRange(Math.max(range.from(), bounds.from()), Math.min(range.to(), bounds.to())))
			.toList());
	}

	OffsetRanges before(long end) {
		return (end > 0) ? within(new OffsetRange(0, end - 1)) : NONE;
	}

	OffsetRanges from(long first) {
		return within(new OffsetRange(first, Long.MAX_VALUE));
	}

	/**
	 * Exchanges what is within a range.
	 * @param bounds the range
	 * @param others what is there instead; none is beyond it
	 */
	OffsetRanges replaced(OffsetRange bounds, OffsetRanges others) {
		List<OffsetRange> all = new ArrayList<>(before(bounds.from()).ranges);
		all.addAll(others.ranges);
		all.addAll(from(bounds.to() + 1).ranges);
		return joined(all);
	}

}
