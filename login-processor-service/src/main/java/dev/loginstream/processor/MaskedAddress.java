package dev.loginstream.processor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.loginstream.dto.ProcessedUserLogin;
import org.jspecify.annotations.Nullable;

/**
 * An address of which only the network is left: 24 bits of IPv4, 48 bits of IPv6.
 *
 * @param network what is left of it: {@code 108.228.145}, {@code 2001:db8:85a3} or
 * {@code unknown}
 * @param hidden what stands for the rest, {@code .xxx}
 * @param length how the network goes on as a prefix, {@code .0/24}; empty for none
 */
record MaskedAddress(String network, String hidden, String length) {

	static final MaskedAddress UNKNOWN = new MaskedAddress(ProcessedUserLogin.UNKNOWN, "", "");

	/** Eight groups of four digits, seven colons; an embedded IPv4 address is shorter. */
	private static final int LONGEST_LITERAL = 45;

	/** The JDK alone would read {@code 00001::} and {@code ::ffff:192.0.2.01} too. */
	private static final Pattern COLON_HEX = Pattern.compile("(\\p{XDigit}{0,4}:)+(\\p{XDigit}{0,4}|(?<ipv4>[0-9.]+))");

	/** {@code 108.228.145.xxx}, {@code 2001:db8:85a3:xxxx} or {@code unknown}. */
	String ip() {
		return this.network + this.hidden;
	}

	/** {@code 108.228.145.0/24}, {@code 2001:db8:85a3::/48} or null. */
	@Nullable String prefix() {
		return this.length.isEmpty() ? null : this.network + this.length;
	}

	/**
	 * Masks a literal and never resolves a name. Stricter than {@link InetAddress}, which
	 * reads {@code 1.2.3} and {@code 16909060} as IPv4 and looks up the interface in
	 * {@code fe80::1%eth0}.
	 * @param literal as the producer sent it
	 * @return {@link #UNKNOWN} for all that is not exactly one address
	 */
	static MaskedAddress of(String literal) {
		if (literal.length() > LONGEST_LITERAL) {
			return UNKNOWN;
		}
		return (literal.indexOf(':') < 0) ? ofDottedQuad(literal) : ofColonHex(literal);
	}

	private static MaskedAddress ofDottedQuad(String literal) {
		int dots = 0;
		int digits = 0;
		int octet = 0;
		int lastDot = 0;
		for (int i = 0; i < literal.length(); i++) {
			char c = literal.charAt(i);
			if (c == '.' && digits > 0) {
				dots++;
				digits = 0;
				octet = 0;
				lastDot = i;
			}
			// A leading zero is decimal to some parsers and octal to others: no address.
			else if (c >= '0' && c <= '9' && !(digits > 0 && octet == 0)) {
				digits++;
				octet = octet * 10 + (c - '0');
			}
			else {
				return UNKNOWN;
			}
			if (octet > 255) {
				return UNKNOWN;
			}
		}
		if (dots != 3 || digits == 0) {
			return UNKNOWN;
		}
		String network = literal.substring(0, lastDot);
		return new MaskedAddress(network, ".xxx", ".0/24");
	}

	private static MaskedAddress ofColonHex(String literal) {
		Matcher groups = COLON_HEX.matcher(literal);
		if (!groups.matches() || (groups.group("ipv4") != null && ofDottedQuad(groups.group("ipv4")) == UNKNOWN)) {
			return UNKNOWN;
		}
		try {
			return switch (InetAddress.ofLiteral(literal)) {
				// An IPv4-mapped address comes back as what it maps.
				case Inet4Address mapped -> ofDottedQuad(mapped.getHostAddress());
				case Inet6Address address -> ofGroups(address.getAddress());
				default -> UNKNOWN;
			};
		}
		catch (IllegalArgumentException ex) {
			return UNKNOWN;
		}
	}

	private static MaskedAddress ofGroups(byte[] address) {
		String network = "%x:%x:%x".formatted(group(address, 0), group(address, 1), group(address, 2));
		return new MaskedAddress(network, ":xxxx", "::/48");
	}

	private static int group(byte[] address, int index) {
		return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
	}

}
