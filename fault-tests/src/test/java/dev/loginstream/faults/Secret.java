package dev.loginstream.faults;

import java.util.List;

/**
 * Something that must not get out.
 *
 * @param what it is, for a person to read
 * @param pieces of its text, each enough to know it by: so that it is found though it was
 * cut
 */
record Secret(String what, List<String> pieces) {

	/** Shorter ones would be found by chance. */
	private static final int SHORTEST_PIECE = 7;

	Secret {
		if (pieces.stream().anyMatch((piece) -> piece.length() < SHORTEST_PIECE)) {
			throw new IllegalArgumentException("Expected longer pieces of " + what);
		}
	}

	/** A text that is random in both its halves. */
	static Secret of(String what, String text) {
		int middle = text.length() / 2;
		return new Secret(what, List.of(text.substring(0, middle), text.substring(middle)));
	}

	/** A text that only as a whole is like no other. */
	static Secret whole(String what, String text) {
		return new Secret(what, List.of(text));
	}

}
