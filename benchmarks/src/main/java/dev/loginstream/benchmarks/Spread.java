package dev.loginstream.benchmarks;

import java.util.stream.DoubleStream;

/**
 * The middle of some figures, the least and the greatest.
 */
record Spread(double median, double least, double greatest) {

	/**
	 * Sorts the figures.
	 * @param figures one or more
	 * @return of an even number, the median is the mean of the two in the middle
	 */
	static Spread of(DoubleStream figures) {
		double[] sorted = figures.sorted().toArray();
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(median, sorted[0], sorted[sorted.length - 1]);
	}

}
