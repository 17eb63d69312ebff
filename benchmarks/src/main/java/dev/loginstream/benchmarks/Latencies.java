package dev.loginstream.benchmarks;

/**
 * How long events took.
 *
 * @param millis of each, ascending
 */
record Latencies(long... millis) {

	int count() {
		return this.millis.length;
	}

	/**
	 * The time within which a share of the events was done.
	 * @param share 0 to 1
	 * @return in seconds
	 */
	double quantile(double share) {
		int index = (int) Math.ceil(share * this.millis.length) - 1;
		return this.millis[Math.max(0, index)] / 1000.0;
	}

}
