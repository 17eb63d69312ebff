package dev.loginstream.indexer.audit;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OffsetRangesTests {

	@Test
	void offsetsThatFollowEachOtherAreOneRange() {
		assertThat(ranges(3, 4, 5, 9).ranges()).containsExactly(new OffsetRange(3, 5), new OffsetRange(9, 9));
		assertThat(ranges(3, 4, 5, 9).count()).isEqualTo(4);
		assertThat(ranges(3, 4, 5, 9).offsets()).containsExactly(3L, 4L, 5L, 9L);
	}

	@Test
	void partIsWithinBounds() {
		OffsetRanges ranges = ranges(3, 4, 5, 9, 12);

		assertThat(ranges.within(new OffsetRange(4, 9))).isEqualTo(ranges(4, 5, 9));
		assertThat(ranges.within(new OffsetRange(6, 8))).isEqualTo(OffsetRanges.NONE);
	}

	@Test
	void replacedPartJoinsItsNeighbours() {
		OffsetRanges ranges = ranges(3, 4, 5, 9, 12);

		assertThat(ranges.replaced(new OffsetRange(4, 9), ranges(6, 7))).isEqualTo(ranges(3, 6, 7, 12));
		assertThat(ranges.replaced(new OffsetRange(6, 8), ranges(6, 7, 8)).ranges())
			.containsExactly(new OffsetRange(3, 9), new OffsetRange(12, 12));
		assertThat(ranges.replaced(new OffsetRange(0, 100), OffsetRanges.NONE).isEmpty()).isTrue();
	}

	@Test
	void spansCoverAllAndAreNotTooLong() {
		OffsetRanges ranges = new OffsetRanges(
				List.of(new OffsetRange(2, 2), new OffsetRange(5, 5), new OffsetRange(20, 45)));

		assertThat(ranges.spans(10)).containsExactly(new OffsetRange(2, 5), new OffsetRange(20, 29),
				new OffsetRange(30, 39), new OffsetRange(40, 45));
	}

	@Test
	void personReadsTheFirstFew() {
		assertThat(ranges(3, 4, 5, 9).firstFew()).isEqualTo("[3 to 5, 9]");
		assertThat(ranges(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21).firstFew()).endsWith("17, 19, ...]");
	}

	static OffsetRanges ranges(long... offsets) {
		TreeSet<Long> set = new TreeSet<>();
		for (long offset : offsets) {
			set.add(offset);
		}
		return OffsetRanges.of(set);
	}

}
