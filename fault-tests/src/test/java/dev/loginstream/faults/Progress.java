package dev.loginstream.faults;

import java.time.Duration;

/**
 * Watches how the indexer gets on, which is last in the line: how long it stood still at
 * most, and how soon after a repair it went on.
 */
final class Progress implements AutoCloseable {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

	/**
	 * At rest, the position behind the last marker of a transaction is committed in each
	 * partition: that is nothing indexed.
	 */
	private static final int MARKERS = 6;

	private final Groups groups;

	private final Thread thread;

	private long indexed;

	private long advances;

	private long lastAdvance = System.nanoTime();

	private long repairedAt;

	private Duration longestOutage = Duration.ZERO;

	private Duration longestRecovery = Duration.ZERO;

	Progress(Groups groups) {
		this.groups = groups;
		this.indexed = groups.indexed();
		this.thread = Thread.ofPlatform().daemon().name("progress").start(this::watch);
	}

	private void watch() {
		try {
			while (true) {
				advance(this.groups.indexed());
				Thread.sleep(BETWEEN_LOOKS);
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	private synchronized void advance(long now) {
		boolean more = now - this.indexed > MARKERS;
		this.indexed = Math.max(this.indexed, now);
		if (!more) {
			return;
		}
		long time = System.nanoTime();
		this.longestOutage = max(this.longestOutage, Duration.ofNanos(time - this.lastAdvance));
		if (this.repairedAt != 0) {
			this.longestRecovery = max(this.longestRecovery, Duration.ofNanos(time - this.repairedAt));
			this.repairedAt = 0;
		}
		this.advances++;
		this.lastAdvance = time;
		notifyAll();
	}

	/** What was broken is whole again: from now on it may take so long to recover. */
	synchronized void repaired() {
		this.repairedAt = System.nanoTime();
	}

	/**
	 * Waits until more is indexed than is now.
	 * @param timeout how long at most
	 * @throws IllegalStateException if nothing is by then
	 */
	synchronized void awaitAdvance(Duration timeout) throws InterruptedException {
		long before = this.advances;
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.advances == before) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new IllegalStateException("Nothing was indexed for " + timeout);
			}
			wait(left);
		}
	}

	/** The longest time without anything indexed, between two times with. */
	synchronized Duration longestOutage() {
		return this.longestOutage;
	}

	/** The longest time from a repair to the next that was indexed. */
	synchronized Duration longestRecovery() {
		return this.longestRecovery;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
