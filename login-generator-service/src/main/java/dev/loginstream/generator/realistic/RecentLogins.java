package dev.loginstream.generator.realistic;

import java.util.Objects;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/**
 * The last logins of the population.
 */
final class RecentLogins {

	private final @Nullable UserLogin[] ring = new UserLogin[256];

	private int size;

	private int last = -1;

	void add(UserLogin login) {
		this.last = (this.last + 1) % this.ring.length;
		this.ring[this.last] = login;
		this.size = Math.max(this.size, this.last + 1);
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	/**
	 * One of them.
	 * @param since not older than this second, unless it is the very last one
	 * @param random to choose by
	 */
	UserLogin pick(long since, SplittableRandom random) {
		UserLogin login = get(random.nextInt(this.size));
		return (login.timestamp() >= since) ? login : get(this.last);
	}

	private UserLogin get(int index) {
		return Objects.requireNonNull(this.ring[index]);
	}

}
