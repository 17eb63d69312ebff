package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/**
 * Incidents, one after the other. Each login of one is followed by a login of somebody
 * else, so an incident takes at most half of the stream and becomes longer where events
 * are few.
 */
final class Incidents implements AutoCloseable {

	private final List<IncidentKind> kinds;

	private final Duration interval;

	private final IncidentPlans plans;

	private final GroundTruth groundTruth;

	private final SplittableRandom random;

	private long nextStart = Long.MIN_VALUE;

	private @Nullable Incident incident;

	private boolean wasLast;

	/**
	 * Incidents, the first of them after an interval.
	 * @param kinds to choose from; none for no incidents
	 * @param interval mean time from the end of one to the beginning of the next
	 * @param plans of what happens in them
	 * @param groundTruth is told each one that is over
	 * @param random to choose by
	 */
	Incidents(List<IncidentKind> kinds, Duration interval, IncidentPlans plans, GroundTruth groundTruth,
			SplittableRandom random) {
		this.kinds = kinds;
		this.interval = interval;
		this.plans = plans;
		this.groundTruth = groundTruth;
		this.random = random;
	}

	/**
	 * The next login of an incident.
	 * @param now in ms since the epoch
	 * @return none if it is the population's turn
	 */
	@Nullable UserLogin next(long now) {
		UserLogin login = this.wasLast ? null : due(now);
		this.wasLast = login != null;
		return login;
	}

	private @Nullable UserLogin due(long now) {
		if (this.nextStart == Long.MIN_VALUE) {
			scheduleNext(now);
		}
		Incident running = this.incident;
		if (running == null) {
			if (now < this.nextStart || this.kinds.isEmpty()) {
				return null;
			}
			running = this.plans.of(this.kinds.get(this.random.nextInt(this.kinds.size())), now);
			this.incident = running;
		}
		UserLogin login = running.next(now);
		if (running.isOver()) {
			this.groundTruth.add(running);
			this.incident = null;
			scheduleNext(now);
		}
		return login;
	}

	private void scheduleNext(long now) {
		this.nextStart = now + (long) (this.interval.toMillis() * this.random.nextExponential());
	}

	/** Tells the ground truth what there was of the running incident. */
	@Override
	public void close() {
		Incident running = this.incident;
		if (running != null && !running.logins().isEmpty()) {
			this.groundTruth.add(running);
		}
		this.groundTruth.close();
	}

}
