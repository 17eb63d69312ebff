package dev.loginstream.generator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * When events are due, at a steady rate.
 */
final class Schedule {

	private static final long MOST_BEHIND = Duration.ofSeconds(1).toNanos();

	/** Naps below this cost more than the events between them. */
	private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();

	private final double rate;

	private long start = System.nanoTime();

	private long events;

	Schedule(double rate) {
		this.rate = rate;
	}

	/**
	 * Waits until an event is due.
	 * @param most how many to ask for at once
	 * @return how many are due, from 1 to {@code most}
	 * @throws InterruptedException at once if the thread is interrupted
	 */
	int awaitDue(int most) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		if (this.rate == 0) {
			return most;
		}
		long due = this.start + (long) (this.events * 1e9 / this.rate);
		long now = System.nanoTime();
		if (now - due > MOST_BEHIND) {
			// After an outage the rate goes on; it does not catch up.
			this.start += now - due;
			due = now;
		}
		while (now < due) {
			LockSupport.parkNanos(Math.max(due - now, SHORTEST_NAP));
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			now = System.nanoTime();
		}
		int count = (int) Math.min(most, 1 + (long) ((now - due) * this.rate / 1e9));
		this.events += count;
		return count;
	}

}
