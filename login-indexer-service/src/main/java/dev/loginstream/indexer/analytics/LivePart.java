package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of the page, computed again and again for all who watch, and only while somebody
 * does.
 */
final class LivePart {

	private static final Logger logger = LoggerFactory.getLogger(LivePart.class);

	private final String name;

	private final LivePace pace;

	private final Supplier<?> computation;

	private final JsonMapper json;

	private final Set<LiveStream> watchers = new LinkedHashSet<>();

	private @Nullable Thread thread;

	private @Nullable LiveEvent newest;

	private boolean failing;

	LivePart(String name, LivePace pace, Supplier<?> computation, JsonMapper json) {
		this.name = name;
		this.pace = pace;
		this.computation = computation;
		this.json = json;
	}

	synchronized void watch(LiveStream watcher) {
		this.watchers.add(watcher);
		if (this.newest != null) {
			watcher.offer(this.newest);
		}
		if (this.thread == null) {
			this.thread = Thread.ofVirtual().name("live-" + this.name).start(this::run);
		}
	}

	synchronized void leave(LiveStream watcher) {
		this.watchers.remove(watcher);
		if (this.watchers.isEmpty() && this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
			this.newest = null;
		}
	}

	private void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				Thread.sleep(compute());
			}
		}
		catch (InterruptedException ex) {
			// Nobody watches any more.
		}
	}

	private Duration compute() {
		Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		long start = System.nanoTime();
		try {
			Object data = this.computation.get();
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			publish(new Computed(at, took.toMillis(), data, null));
			failed(null);
			return this.pace.after(took);
		}
		catch (RuntimeException ex) {
			publish(new Computed(at, 0, null, "no_answer"));
			failed(ex);
			return this.pace.afterFailure(Duration.ofNanos(System.nanoTime() - start));
		}
	}

	private void publish(Computed computed) {
		LiveEvent event = new LiveEvent(this.name, this.json.writeValueAsString(computed));
		synchronized (this) {
			// Else nobody watches any more, or the next who does has another thread.
			if (Thread.currentThread() == this.thread) {
				this.newest = event;
				this.watchers.forEach((watcher) -> watcher.offer(event));
			}
		}
	}

	// Logged once, not each second.
	private void failed(@Nullable RuntimeException ex) {
		if (Thread.currentThread().isInterrupted()) {
			return;
		}
		if (ex != null && !this.failing) {
			if (ex instanceof NoAnswerException) {
				logger.warn("The page's {} stands still: {}", this.name, ex.getMessage());
			}
			else {
				logger.error("The page's {} stands still", this.name, ex);
			}
		}
		this.failing = (ex != null);
	}

	/**
	 * What was computed, or why it was not.
	 *
	 * @param at when it began
	 * @param tookMs how long it took
	 * @param data null if it failed
	 * @param problem null if it did not
	 */
	private record Computed(Instant at, long tookMs, @Nullable Object data, @Nullable String problem) {
	}

}
