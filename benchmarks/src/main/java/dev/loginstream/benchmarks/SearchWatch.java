package dev.loginstream.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Searches again and again, and so learns when an event is found for the first time. The
 * events of a partition stay in order on their way, so the greatest offset that is found
 * stands for all before it.
 */
final class SearchWatch implements AutoCloseable {

	private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(25);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final OpenSearch openSearch;

	private final List<Step> steps = new ArrayList<>();

	private final Thread thread;

	SearchWatch(OpenSearch openSearch) {
		this.openSearch = openSearch;
		this.thread = Thread.ofPlatform().name("search-watch").start(this::watch);
	}

	private void watch() {
		try {
			Map<Integer, Long> found = Map.of();
			while (true) {
				Map<Integer, Long> now = this.openSearch.searchable(found);
				if (!now.equals(found)) {
					add(new Step(System.currentTimeMillis(), now));
				}
				found = now;
				Thread.sleep(BETWEEN_SEARCHES);
			}
		}
		catch (IOException | InterruptedException ex) {
			// Closed; or the events that are not found will tell.
		}
	}

	private synchronized void add(Step step) {
		this.steps.add(step);
		notifyAll();
	}

	/**
	 * Waits until all events are found.
	 * @param events acknowledged since this watch began
	 * @return how long each was not
	 * @throws IllegalStateException if some are not found for a minute
	 */
	synchronized Latencies latencies(List<Acknowledged> events) throws InterruptedException {
		long deadline = System.nanoTime() + LONGEST.toNanos();
		while (this.steps.isEmpty() || !events.stream().allMatch(this.steps.getLast()::has)) {
			if (System.nanoTime() > deadline || !this.thread.isAlive()) {
				throw new IllegalStateException("Not all of %,d events are found by a search".formatted(events.size()));
			}
			wait(LONGEST.toMillis() / 10);
		}
		return new Latencies(events.stream().mapToLong(this::latency).sorted().toArray());
	}

	private long latency(Acknowledged event) {
		int first = 0;
		int last = this.steps.size() - 1;
		while (first < last) {
			int middle = (first + last) / 2;
			if (this.steps.get(middle).has(event)) {
				last = middle;
			}
			else {
				first = middle + 1;
			}
		}
		return this.steps.get(first).millis() - event.millis();
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	/**
	 * What a search found.
	 *
	 * @param millis when it was answered, since the epoch
	 * @param offsets the greatest, by partition
	 */
	private record Step(long millis, Map<Integer, Long> offsets) {

		boolean has(Acknowledged event) {
			return this.offsets.getOrDefault(event.partition(), -1L) >= event.offset();
		}

	}

}
