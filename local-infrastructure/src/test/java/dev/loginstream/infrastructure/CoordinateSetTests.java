package dev.loginstream.infrastructure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CoordinateSetTests {

	@Test
	void whatIsAddedTwiceIsDoubledAndCountsOnce() {
		CoordinateSet set = set(0, 1, 1, 1, 2);

		assertThat(set.size()).isEqualTo(3);
		assertThat(set.doubled()).isEqualTo(2);
	}

	@Test
	void sameOffsetsOfOtherPartitionsAreOthers() {
		CoordinateSet set = set(0, 1);
		set.add(1, 1);

		assertThat(set.size()).isEqualTo(3);
		assertThat(set.doubled()).isZero();
	}

	@Test
	void missingIsWhatTheOtherLacks() {
		assertThat(set(0, 1, 2, 3).missingIn(set(1, 3, 9))).isEqualTo(2);
		assertThat(set(0, 1).missingIn(new CoordinateSet())).isEqualTo(2);
		assertThat(new CoordinateSet().missingIn(set(0))).isZero();
		assertThat(set(0, 1, 2, 3).missingIn(set(1), set(1, 2))).isEqualTo(2);
	}

	@Test
	void whatWasAddedIsContained() {
		assertThat(set(0, 2).contains(0, 2)).isTrue();
		assertThat(set(0, 2).contains(0, 1)).isFalse();
		assertThat(set(0, 2).contains(1, 2)).isFalse();
	}

	private static CoordinateSet set(long... offsets) {
		CoordinateSet set = new CoordinateSet();
		for (long offset : offsets) {
			set.add(0, offset);
		}
		return set;
	}

}
