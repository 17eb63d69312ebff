package dev.loginstream.processor;

import java.util.List;
import java.util.stream.Stream;

/**
 * Spellings of addresses, of which some reader somewhere takes each for one: all are
 * logins, and none may leave with its address whole.
 */
final class HostileAddresses {

	private static final List<String> ADDRESSES = List.of("192.0.2.239", "0.0.0.0", "255.255.255.255", "192.0.2.256",
			"192.0.2.0239", "0300.0.2.239", "0xc0.0x0.0x2.0xef", "0xc00002ef", "3221226223", "030000001357",
			"192.0.751", "192.751", "192.0.2.239.", "192.0.2", "192.0.2.239:443", "192.0.2.239/32",
			"192.0.2.239, 192.0.2.1", "192.0.2.239 ", "\\t192.0.2.239", "192.0.2.239\\n", "192.0.2.239\\u0000",
			"192.0.2.\\u0032\\u0033\\u0039", "\\u0031\\u0039\\u0032.0.2.239", "192\\u002e0\\u002e2\\u002e239",
			"\uff11\uff19\uff12.0.2.239", "192\uff0e0\uff0e2\uff0e239", "192\u30020\u30022\u3002239",
			"\u0661\u0669\u0662.0.2.239", "192.0.2.239\u200b", "\u202e932.2.0.291", "\u2460.\u2461.\u2462.\u2463",
			"+192.0.2.239", "192.0.2.-17", "1.9.2e0.2", "::", "::1", "2001:db8:85a3::8a2e:370:7334",
			"2001:0DB8:85A3:0000:0000:8A2E:0370:7334", "2001:db8:85a3::8a2e:3.112.115.52", "[2001:db8::1]",
			"[2001:db8::1]:443", "2001:db8::1%eth0", "fe80::1%25lo", "2001:db8::1/128", "2001:db8::00001",
			"2001:db8:::1", "1::2::3", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7:8:9",
			"::ffff:192.0.2.239", "::FFFF:c000:02ef", "0:0:0:0:0:ffff:192.0.2.239", "::ffff:192.0.2.0239",
			"::192.0.2.239", "::ffff:0:192.0.2.239", "64:ff9b::192.0.2.239", "2002:c000:02ef::", "::ffff:192.0.2.239%1",
			"::\uff11", "\uff1a\uff1a1", "2001-db8--1.ipv6-literal.net", "localhost", "unknown", "192.0.2.xxx",
			"239.2.0.192.in-addr.arpa", "http://192.0.2.239/", "user@192.0.2.239", "192.0.2.239.example.org",
			"\\ud83d.0.2.1");

	private static final List<String> NO_TEXT = List.of("3221226223", "192.02", "-1", "1e400", "true", "null",
			"[192,0,2,239]", "[\"192.0.2.239\"]", "{\"ip\":\"192.0.2.239\"}", "{\"$numberLong\":\"3221226223\"}");

	private HostileAddresses() {
	}

	static Stream<HostileInput> all() {
		return Stream.concat(ADDRESSES.stream().map((address) -> '"' + address + '"'), NO_TEXT.stream())
			.map((ip) -> HostileInput.login("address " + ip, "\"ip\":" + ip, null));
	}

}
