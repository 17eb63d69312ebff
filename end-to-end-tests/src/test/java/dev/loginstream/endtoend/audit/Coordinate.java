package dev.loginstream.endtoend.audit;

import java.util.Comparator;

/**
 * Where a record is in {@code user-login}.
 *
 * @param partition from 0
 * @param offset from 0
 */
record Coordinate(int partition, long offset) implements Comparable<Coordinate> {

	@Override
	public int compareTo(Coordinate other) {
		return Comparator.comparingInt(Coordinate::partition)
			.thenComparingLong(Coordinate::offset)
			.compare(this, other);
	}

}
