package dev.loginstream.infrastructure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Consecutive records of a partition.
 *
 * @param partition from 0
 * @param first offset of the first, from 0
 * @param last offset of the last, not below the first
 */
record OffsetRange(int partition, long first, long last) {

	private static final Pattern RANGE = Pattern.compile("(\\d{1,9})@(\\d{1,18})(?:-(\\d{1,18}))?");

	/**
	 * Reads ranges as they are typed.
	 * @param text such as {@code 0@42,3@100-200}
	 * @return at least one
	 * @throws IllegalArgumentException if one cannot be read; the message has it
	 */
	static List<OffsetRange> list(String text) {
		return Stream.of(text.split(",", -1)).map(OffsetRange::one).toList();
	}

	private static OffsetRange one(String text) {
		Matcher found = RANGE.matcher(text);
		if (found.matches()) {
			long first = Long.parseLong(found.group(2));
			long last = (found.group(3) != null) ? Long.parseLong(found.group(3)) : first;
			if (last >= first) {
				return new OffsetRange(Integer.parseInt(found.group(1)), first, last);
			}
		}
		throw new IllegalArgumentException(
				"Expected partition@offset after --at, such as 0@42 or 0@42-50, but found \"%s\"".formatted(text));
	}

	boolean contains(int partition, long offset) {
		return partition == this.partition && offset >= this.first && offset <= this.last;
	}

}
