package dev.loginstream.indexer.analytics;

import java.time.Duration;

/**
 * How soon something is computed again. What takes long is computed less often, so that
 * it takes a tenth of the time at most, however many documents there are.
 *
 * @param shortest wait
 */
record LivePace(Duration shortest) {

	static final LivePace EACH_SECOND = new LivePace(Duration.ofSeconds(1));

	private static final int WAIT_FOR_EACH = 9;

	/** What failed has mostly waited, and is to be seen again soon. */
	private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);

	/**
	 * From the start of one computation to the next.
	 * @param took how long the last one took
	 */
	Duration after(Duration took) {
		Duration rest = took.multipliedBy(WAIT_FOR_EACH);
		Duration least = this.shortest.minus(took);
		return (rest.compareTo(least) > 0) ? rest : least;
	}

	Duration afterFailure(Duration took) {
		Duration wait = after(took);
		return (wait.compareTo(LONGEST_AFTER_FAILURE) < 0) ? wait : LONGEST_AFTER_FAILURE;
	}

}
