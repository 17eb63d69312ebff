package dev.loginstream.processor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "...", "1", "192", "192.0", "192.0.2", "192.0.2.", ".192.0.2.1", "192.0.2.1.",
			"192..2.1", "192.0.2.1.5", "192.0.2.256", "192.0.2.1000", "4294967295", "3221225985", "0xC0000201",
			"0xc0.0.2.1", "0300.0.2.1", "192.00.2.1", "192.0.2.01", "00.0.0.0", "192.0.2.-1", "+192.0.2.1",
			" 192.0.2.1", "192.0.2.1\n", "192.0.2.1/24", "192.0.2.xxx", "192,0,2,1", "\uff11\uff19\uff12.0.2.1",
			"\u0661.0.2.1", "192.0.2.1\u0000" })
	void whatIsNotFourDecimalPartsIsUnknown(String literal) {
		assertThat(MaskedAddress.of(literal)).isSameAs(MaskedAddress.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { ":", ":::", "1::2::3", "2001:db8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::",
			"[2001:db8::1]", "2001:db8::1/64", "2001:db8::1%1", "fe80::1%eth0", "fe80::1%lo", "::1 ", " ::1",
			"192.0.2.1:8080", "[::1]:443", "::ffff:192.0.2", "::ffff:192.0.2.256", "::ffff:192.0.2.1.1",
			"::ffff:0xc0.0.2.1", "::ffff:192.0.2.01", "::ffff:0300.0.2.1", "00001::", "2001:db8::00001",
			"2001:db8:85a3:xxxx", "::192.0.2.1:1", "2001:db8:85a3:0000:0000:8a2e:0370:7334:0000:0000:0000:0000" })
	void whatIsNotExactlyOneIpv6LiteralIsUnknown(String literal) {
		assertThat(MaskedAddress.of(literal)).isSameAs(MaskedAddress.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "example.org", "a.b.c.d", "login.invalid", "dead.beef", "xn--mnchen-3ya.de" })
	void namesAreNeverResolved(String name) {
		assertThat(MaskedAddress.of(name)).isSameAs(MaskedAddress.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:FFFF:192.0.2.1" })
	void mappedAddressIsMaskedLikeWhatItMaps(String literal) {
		assertThat(MaskedAddress.of(literal)).isEqualTo(MaskedAddress.of("192.0.2.1"));
	}

	@Test
	void longestLiteralIsStillRead() {
		assertThat(MaskedAddress.of("2001:0db8:85a3:0000:0000:8a2e:192.100.200.100"))
			.isEqualTo(new MaskedAddress("2001:db8:85a3", ":xxxx", "::/48"));
	}

	@Test
	void lastPartsOfAnIpv4AddressLeaveNoTrace() {
		MaskedAddress one = MaskedAddress.of("192.0.2.0");

		for (int last = 1; last < 256; last++) {
			assertThat(MaskedAddress.of("192.0.2." + last)).isEqualTo(one);
		}
	}

	@Test
	void everyIpv6AddressKeepsItsFirstSixBytes() throws UnknownHostException {
		Random random = new Random(7);

		for (int i = 0; i < 2_000; i++) {
			byte[] address = new byte[16];
			random.nextBytes(address);
			InetAddress whole = InetAddress.getByAddress(address);
			MaskedAddress masked = MaskedAddress.of(whole.getHostAddress());
			byte[] network = InetAddress.ofLiteral(masked.prefix().replace("/48", "")).getAddress();
			assertThat(network).startsWith(Arrays.copyOf(address, 6)).endsWith(new byte[10]);
			assertThat(masked.ip()).isEqualTo(masked.prefix().replace("::/48", ":xxxx"));
		}
	}

}
