package dev.loginstream.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Addresses read by hand, for comparison with what the JDK makes of them.
 */
final class PlainAddress {

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern DOTTED = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);

	private PlainAddress() {
	}

	/**
	 * Masks what is one address by RFC 4291 or four decimal parts, as the contract says.
	 */
	static MaskedAddress mask(@Nullable String literal) {
		if (literal == null) {
			return MaskedAddress.UNKNOWN;
		}
		if (DOTTED.matcher(literal).matches()) {
			return maskDotted(literal);
		}
		List<Integer> groups = groups(literal);
		if (groups == null) {
			return MaskedAddress.UNKNOWN;
		}
		if (groups.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xffff))) {
			return maskDotted("%d.%d.%d.0".formatted(groups.get(6) >> 8, groups.get(6) & 255, groups.get(7) >> 8));
		}
		String network = "%x:%x:%x".formatted(groups.get(0), groups.get(1), groups.get(2));
		return new MaskedAddress(network, ":xxxx", "::/48");
	}

	private static MaskedAddress maskDotted(String literal) {
		String network = literal.substring(0, literal.lastIndexOf('.'));
		return new MaskedAddress(network, ".xxx", ".0/24");
	}

	private static @Nullable List<Integer> groups(String literal) {
		int gap = literal.indexOf("::");
		if (gap < 0) {
			List<Integer> groups = groupsBetweenColons(literal, true);
			return (groups != null && groups.size() == 8) ? groups : null;
		}
		List<Integer> head = groupsBetweenColons(literal.substring(0, gap), false);
		List<Integer> tail = groupsBetweenColons(literal.substring(gap + 2), true);
		if (head == null || tail == null || head.size() + tail.size() > 7) {
			return null;
		}
		List<Integer> groups = new ArrayList<>(head);
		while (groups.size() + tail.size() < 8) {
			groups.add(0);
		}
		groups.addAll(tail);
		return groups;
	}

	private static @Nullable List<Integer> groupsBetweenColons(String text, boolean mayEndDotted) {
		List<Integer> groups = new ArrayList<>();
		if (text.isEmpty()) {
			return groups;
		}
		String[] parts = text.split(":", -1);
		for (int i = 0; i < parts.length; i++) {
			Matcher dotted = DOTTED.matcher(parts[i]);
			if (mayEndDotted && i == parts.length - 1 && dotted.matches()) {
				groups.add(Integer.parseInt(dotted.group(1)) << 8 | Integer.parseInt(dotted.group(2)));
				groups.add(Integer.parseInt(dotted.group(3)) << 8 | Integer.parseInt(dotted.group(4)));
			}
			else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
				groups.add(Integer.parseInt(parts[i], 16));
			}
			else {
				return null;
			}
		}
		return groups;
	}

}
