package dev.loginstream.indexer.analytics;

import java.time.Duration;

/**
 * How soon something is computed again. What takes long is computed less often, so that
 * it takes a share of the time at most, however many documents there are.
 *
 * @param shortest from one start to the next
 * @param rest how many times as long as it took it then rests
 */
record LivePace(Duration shortest, int rest) {

	/** A tenth of the time. */
	static final LivePace EACH_SECOND = new LivePace(Duration.ofSeconds(1), 9);

	/** What failed has mostly waited, and is to be seen again soon. */
	private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);

	/**
	 * From the end of one computation to the next.
	 * @param took how long the last one took
	 * @param before how long the one before took; one that alone is slow, such as the
	 * first, does not count
	 */
	Duration after(Duration took, Duration before) {
		Duration resting = ((took.compareTo(before) < 0) ? took : before).multipliedBy(this.rest);
		Duration least = this.shortest.minus(took);
		Duration wait = (resting.compareTo(least) > 0) ? resting : least;
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	Duration afterFailure(Duration took) {
		Duration wait = after(took, took);
		return (wait.compareTo(LONGEST_AFTER_FAILURE) < 0) ? wait : LONGEST_AFTER_FAILURE;
	}

}
