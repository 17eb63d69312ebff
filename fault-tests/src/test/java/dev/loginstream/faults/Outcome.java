package dev.loginstream.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What the checker found. An event that is lost or doubled is listed with its hop and its
 * coordinates; {@code wrong} is one that is there once, but not as it should be.
 */
record Outcome(String scenario, long seed, int events, List<String> lost, List<String> doubled, List<String> wrong) {

	private static final int SHOWN = 20;

	Outcome(String scenario, long seed, int events) {
		this(scenario, seed, events, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
	}

	boolean isExactlyOnce() {
		return this.lost.isEmpty() && this.doubled.isEmpty() && this.wrong.isEmpty();
	}

	@Override
	public String toString() {
		return "%s, seed %d, %d events%s%s%s".formatted(this.scenario, this.seed, this.events, list("lost", this.lost),
				list("doubled", this.doubled), list("wrong", this.wrong));
	}

	private static String list(String what, List<String> faults) {
		String shown = String.join("\n  ", faults.subList(0, Math.min(SHOWN, faults.size())));
		String more = (faults.size() > SHOWN) ? "\n  and more" : "";
		return "\n%d %s%s%s".formatted(faults.size(), what, faults.isEmpty() ? "" : "\n  ", shown + more);
	}

}
