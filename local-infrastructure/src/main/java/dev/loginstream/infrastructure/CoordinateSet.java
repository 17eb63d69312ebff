package dev.loginstream.infrastructure;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of partitions and offsets that knows what was added twice.
 */
final class CoordinateSet {

	private final Map<Integer, BitSet> offsets = new HashMap<>();

	private long size;

	private long doubled;

	/**
	 * Adds one.
	 * @param partition from 0
	 * @param offset within the run, from 0
	 */
	void add(int partition, long offset) {
		BitSet seen = this.offsets.computeIfAbsent(partition, (key) -> new BitSet());
		int bit = Math.toIntExact(offset);
		if (seen.get(bit)) {
			this.doubled++;
		}
		else {
			seen.set(bit);
			this.size++;
		}
	}

	boolean contains(int partition, long offset) {
		BitSet seen = this.offsets.get(partition);
		return seen != null && seen.get(Math.toIntExact(offset));
	}

	long size() {
		return this.size;
	}

	long doubled() {
		return this.doubled;
	}

	/** How many of this set all the others lack. */
	long missingIn(CoordinateSet... others) {
		long missing = 0;
		for (var entry : this.offsets.entrySet()) {
			BitSet difference = (BitSet) entry.getValue().clone();
			for (CoordinateSet other : others) {
				difference.andNot(other.offsets.getOrDefault(entry.getKey(), new BitSet()));
			}
			missing += difference.cardinality();
		}
		return missing;
	}

}
