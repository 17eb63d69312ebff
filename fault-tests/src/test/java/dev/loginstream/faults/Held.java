package dev.loginstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A bulk request that does not go on until it is told to.
 */
final class Held {

	private final Moment moment;

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch over = new CountDownLatch(1);

	private final CompletableFuture<Boolean> goesOn = new CompletableFuture<>();

	Held(Moment moment) {
		this.moment = moment;
	}

	Moment moment() {
		return this.moment;
	}

	/**
	 * Waits until a request is held.
	 * @param longest how long to wait
	 * @throws InterruptedException if interrupted
	 */
	void await(Duration longest) throws InterruptedException {
		await(this.reached, longest, "Expected a bulk request to be held " + this.moment);
	}

	/**
	 * Lets the request go on, even if nobody waits for its answer any more: as one would
	 * that was on its way when its client was killed. Before a request is held, lets it
	 * through.
	 */
	void release() {
		this.goesOn.complete(true);
	}

	/** Ends the request and closes its connection. */
	void drop() {
		this.goesOn.complete(false);
	}

	/**
	 * Waits until a request that was released has its answer from OpenSearch, or will
	 * never have one.
	 * @param longest how long to wait
	 * @throws InterruptedException if interrupted
	 */
	void awaitAnswered(Duration longest) throws InterruptedException {
		await(this.over, longest, "Expected a bulk request that was held to be answered");
	}

	private static void await(CountDownLatch latch, Duration longest, String expected) throws InterruptedException {
		if (!latch.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new AssertionError(expected + " within " + longest);
		}
	}

	/** Holds the request that calls. */
	void hold() throws IOException {
		this.reached.countDown();
		if (!this.goesOn.join()) {
			answered();
			throw new IOException("Dropped");
		}
	}

	void answered() {
		this.over.countDown();
	}

	enum Moment {

		/** OpenSearch knows nothing of the request. */
		BEFORE_ACCEPTED,

		/** OpenSearch has documents of the request, and its client does not know. */
		AFTER_ACCEPTED

	}

}
