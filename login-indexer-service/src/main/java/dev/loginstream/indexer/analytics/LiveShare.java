package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.function.DoubleFunction;

/**
 * How much of the newest logins a computation looks at: less after it was late, so that
 * the next one is not, and bit by bit more again while it is quick.
 */
final class LiveShare {

	private static final double LEAST = 1.0 / 64;

	private static final double MORE = 1.25;

	private final Duration timeout;

	private double share = 1;

	LiveShare(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Computes, and learns from how long it takes.
	 * @param <T> what is computed
	 * @param computation that takes longer the greater the share; above 0, 1 at most
	 * @return what it gives
	 */
	<T> T of(DoubleFunction<T> computation) {
		long start = System.nanoTime();
		try {
			T computed = computation.apply(this.share);
			succeeded(Duration.ofNanos(System.nanoTime() - start));
			return computed;
		}
		catch (NoAnswerException ex) {
			failed(Duration.ofNanos(System.nanoTime() - start));
			throw ex;
		}
	}

	double now() {
		return this.share;
	}

	// Between a quarter and half of the timeout nothing changes, or it would swing.
	void succeeded(Duration took) {
		if (took.multipliedBy(2).compareTo(this.timeout) > 0) {
			change(0.5);
		}
		else if (took.multipliedBy(4).compareTo(this.timeout) < 0) {
			change(MORE);
		}
	}

	// What fails at once does not fail for the logins that it looks at.
	void failed(Duration took) {
		if (took.compareTo(this.timeout) >= 0) {
			change(0.25);
		}
	}

	private void change(double factor) {
		this.share = Math.clamp(this.share * factor, LEAST, 1);
	}

}
