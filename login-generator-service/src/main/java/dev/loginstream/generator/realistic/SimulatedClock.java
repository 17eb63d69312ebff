package dev.loginstream.generator.realistic;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * When the next login happens: now, or, in a replay, at a time that follows from how many
 * there were. A replay that has caught up with the present stays there.
 */
final class SimulatedClock {

	private final InstantSource present;

	private final @Nullable Instant from;

	private final double eventsPerSecond;

	private long events;

	/**
	 * A clock before its first event.
	 * @param present the real time
	 * @param from when the replay begins; none for the present
	 * @param acceleration seconds of event time for a second, or for an event where the
	 * rate is 0
	 * @param rate events a second; 0 for as many as possible
	 */
	SimulatedClock(InstantSource present, @Nullable Instant from, double acceleration, double rate) {
		this.present = present;
		this.from = from;
		double events = (from != null && rate == 0) ? 1 : rate;
		this.eventsPerSecond = (from != null) ? events / acceleration : events;
	}

	/**
	 * The time of the next event.
	 * @return ms since the epoch
	 */
	long next() {
		long now = this.present.millis();
		if (this.from == null) {
			return now;
		}
		long due = this.from.toEpochMilli() + (long) (this.events++ * 1000 / this.eventsPerSecond);
		return Math.min(due, now);
	}

	/**
	 * How dense events are in event time.
	 * @return events a second; 0 where nobody knows
	 */
	double eventsPerSecond() {
		return this.eventsPerSecond;
	}

}
