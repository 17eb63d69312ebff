package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What a process did between two looks, after it had warmed up.
 *
 * @param amount records or documents
 * @param marks time and memory when a quarter, a half and all of it was done
 * @param cpu that the process took
 * @param serverCpu that broker and node took meanwhile
 * @param peakRss the most memory since it was started, in bytes
 */
record Measurement(long amount, List<Mark> marks, Duration cpu, Duration serverCpu, long peakRss) {

	/** Records or documents a second. */
	double rate() {
		return this.amount / (this.marks.getLast().time().toNanos() / 1e9);
	}

	/** CPU seconds that the process took for so many. */
	double cpuPer(long amount) {
		return this.cpu.toNanos() / 1e9 * amount / this.amount;
	}

	double serverCpuPer(long amount) {
		return this.serverCpu.toNanos() / 1e9 * amount / this.amount;
	}

	/**
	 * A point on the way.
	 *
	 * @param time since the measurement began
	 * @param rss of the process, in bytes
	 */
	record Mark(Duration time, long rss) {
	}

}
