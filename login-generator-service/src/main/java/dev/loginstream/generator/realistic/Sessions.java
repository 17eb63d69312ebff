package dev.loginstream.generator.realistic;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/**
 * Users who come back after a moment, with the same device at the same place.
 */
final class Sessions {

	private static final double RETURN_SHARE = 0.3;

	private static final int SHORTEST_PAUSE_MS = 15_000;

	private static final int LONGEST_PAUSE_MS = 300_000;

	/** Bounds the memory; above some 100 events a second fewer users come back. */
	private static final int MOST = 5000;

	private final PriorityQueue<Return> returns = new PriorityQueue<>(Comparator.comparingLong(Return::due));

	private final SplittableRandom random;

	Sessions(SplittableRandom random) {
		this.random = random;
	}

	/** Lets this user come back, or not. */
	void opened(UserLogin login, long now) {
		if (this.random.nextDouble() < RETURN_SHARE && this.returns.size() < MOST) {
			this.returns.add(new Return(now + this.random.nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS), login));
		}
	}

	/** The login of a user whose pause is over, if there is one. */
	@Nullable UserLogin next(long now) {
		Return first = this.returns.peek();
		if (first == null || first.due() > now) {
			return null;
		}
		this.returns.remove();
		return Logins.at(now / 1000, first.login());
	}

	private record Return(long due, UserLogin login) {
	}

}
