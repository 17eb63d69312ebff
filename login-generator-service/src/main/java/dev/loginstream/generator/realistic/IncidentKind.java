package dev.loginstream.generator.realistic;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What can be wrong with logins, and how much of it there is: mostly the first extent,
 * and now and then the second, which is harder to find.
 */
public enum IncidentKind {

	/** Somebody tries stolen passwords: many users, one network. */
	CREDENTIAL_STUFFING(new Extent(40, 120, 5, 30), new Extent(15, 30, 60, 150)),

	/** One device logs many new users in. */
	DEVICE_FARM(new Extent(15, 50, 5, 30), new Extent(6, 12, 60, 150)),

	/**
	 * Somebody else logs in as a user who did so minutes ago: new device, far region.
	 */
	ACCOUNT_TAKEOVER(new Extent(2, 4, 5, 30), new Extent(1, 1, 0, 0)),

	/** One user at one place has a new device at every login. */
	DEVICE_ROTATION(new Extent(10, 30, 5, 30), new Extent(5, 9, 60, 150)),

	/** A device logs its user in again and again. */
	BURST(new Extent(40, 120, 3, 10), new Extent(20, 40, 20, 60)),

	/** A device that was offline tells of its logins hours later. */
	LATE(new Extent(3, 15, 1, 5), new Extent(1, 2, 1, 5)),

	/** Logins come once more, byte by byte. */
	DUPLICATE(new Extent(5, 40, 2, 20), new Extent(1, 3, 2, 20));

	private static final double STEALTHY_SHARE = 0.25;

	private final Extent usual;

	private final Extent stealthy;

	IncidentKind(Extent usual, Extent stealthy) {
		this.usual = usual;
		this.stealthy = stealthy;
	}

	/** How the kind is called in the ground truth. */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	Extent extent(SplittableRandom random) {
		return (random.nextDouble() < STEALTHY_SHARE) ? this.stealthy : this.usual;
	}

	/** Whether its logins have times of their own, rather than that of their sending. */
	boolean keepsTimestamps() {
		return this == LATE || this == DUPLICATE;
	}

	/**
	 * Bounds of an incident's size.
	 *
	 * @param fewest logins
	 * @param most logins
	 * @param shortest span from the first to the last in seconds
	 * @param longest span
	 */
	record Extent(int fewest, int most, int shortest, int longest) {

		int logins(SplittableRandom random) {
			return random.nextInt(this.fewest, this.most + 1);
		}

		long spanMs(SplittableRandom random) {
			return random.nextInt(this.shortest, this.longest + 1) * 1000L;
		}

	}

}
