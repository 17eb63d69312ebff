package dev.loginstream.faults;

/**
 * How large the scenarios are: small in {@code ./mvnw verify}, full with
 * {@code -Pfaults}.
 */
final class Size {

	static final boolean FULL = Boolean.getBoolean("faults.full");

	private Size() {
	}

	static int of(int small, int full) {
		return FULL ? full : small;
	}

}
