package dev.loginstream.endtoend.faults;

import java.util.List;

/**
 * Something that must not get out.
 *
 * @param what it is, for a person to read
 * @param pieces of its text, each enough to know it by: so that it is found though it was
 * cut
 */
record Secret(String what, List<String> pieces) {

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
