package dev.loginstream.indexer.audit;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a thread from doing something more often than a number of times a second.
 */
final class Pace {

	private final long nanos;

	private long next = System.nanoTime();

	Pace(int perSecond) {
		this.nanos = 1_000_000_000L / perSecond;
	}

	/** Waits until it is time for the next; an interrupt ends the wait. */
	void await() {
		long now = System.nanoTime();
		if (now - this.next > 0) {
			this.next = now;
		}
		while (System.nanoTime() - this.next < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this.next - System.nanoTime());
		}
		this.next += this.nanos;
	}

}
