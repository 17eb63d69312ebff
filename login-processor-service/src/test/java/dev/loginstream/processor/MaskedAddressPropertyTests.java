package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.loginstream.processor.Verdict.Processed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedAddressPropertyTests {

	private final UserLoginProcessor processor = new UserLoginProcessor(InstantSource.fixed(LoginContract.NOW),
			Duration.ofDays(1));

	@Property
	void ipv4KeepsItsNetworkHoweverMapped(@ForAll @Size(4) List<@IntRange(max = 255) Integer> octets,
			@ForAll("mappings") String mapping) {
		String network = octets.stream().limit(3).map(String::valueOf).collect(Collectors.joining("."));

		assertThat(ipFields(mapping.formatted(octets.toArray())))
			.isEqualTo(Map.of("ip", network + ".xxx", "ip_prefix", network + ".0/24"));
	}

	@Property
	void ipv6KeepsItsNetworkHoweverWritten(@ForAll("groups") List<Integer> groups,
			@ForAll("groupFormats") String format, @ForAll @IntRange(max = 7) int from, @ForAll boolean dotted) {
		String network = groups.stream().limit(3).map("%x"::formatted).collect(Collectors.joining(":"));

		assertThat(ipFields(written(groups, format, from, dotted)))
			.isEqualTo(Map.of("ip", network + ":xxxx", "ip_prefix", network + "::/48"));
	}

	@Property
	void oddSpellingIsUnknown(@ForAll @Size(4) List<@IntRange(max = 255) Integer> octets,
			@ForAll("oddSpellings") String spelling) {
		assertThat(ipFields(spelling.formatted(octets.toArray()))).isEqualTo(Map.of("ip", "unknown"));
	}

	@Property(tries = 3000)
	void whateverLooksLikeAnAddressNeverPassesWhole(@ForAll("lookalikes") String text) {
		Map<String, String> fields = ipFields(text);

		assertThat(fields.get("ip")).matches("unknown|(\\d{1,3}\\.){3}xxx|([0-9a-f]{1,4}:){3}xxxx");
		assertThat(fields.getOrDefault("ip_prefix", "")).matches("|(\\d{1,3}\\.){3}0/24|([0-9a-f]{1,4}:){3}:/48");
	}

	@Provide
	Arbitrary<String> mappings() {
		return Arbitraries.of("%d.%d.%d.%d", "::ffff:%d.%d.%d.%d", "::FFFF:%d.%d.%d.%d", "0:0:0:0:0:ffff:%d.%d.%d.%d",
				"::0:ffff:%d.%d.%d.%d", "::ffff:%02x%02x:%02x%02x", "0::ffff:%X%02X:%X%02X");
	}

	// Less the IPv4-mapped ones: the first group is never zero.
	@Provide
	Arbitrary<List<Integer>> groups() {
		return Arbitraries.integers()
			.between(0, 0xffff)
			.injectDuplicates(0.3)
			.list()
			.ofSize(8)
			.filter((groups) -> groups.getFirst() != 0);
	}

	@Provide
	Arbitrary<String> groupFormats() {
		return Arbitraries.of("%x", "%04x", "%X", "%04X");
	}

	@Provide
	Arbitrary<String> oddSpellings() {
		return Arbitraries.of("0%d.%d.%d.%d", "%d.%d.%d.00%d", "%o.0%o.%o.%o", "0x%x.0x%x.0x%x.0x%x",
				"0x%02x%02x%02x%02x", "%d%03d%03d%03d", "%d.%d.%d", "%d.%d", "%d.%d.%d.%d.", ".%d.%d.%d.%d",
				"%d.%d.%d.%d.1", " %d.%d.%d.%d", "%d.%d.%d.%d ", "%d.%d.%d.%d\\n", "\\u00a0%d.%d.%d.%d", "%d. %d.%d.%d",
				"%d.%d.%d.%d:443", "%d.%d.%d.%d/24", "[%d.%d.%d.%d]", "%d.%d.%d.%d, 192.0.2.1", "+%d.%d.%d.%d",
				"%d.%d.%d.-%d", "%d\\uff0e%d.%d.%d", "%d\\u3002%d.%d.%d", "\\uff11%d.%d.%d.%d", "%d.%d.%d.\\u0661%d",
				"1%03d.%d.%d.%d", "%d.%d.%d.9%03d", "[2001:db8::%x:%x:%x:%x]", "2001:db8::%x:%x:%x:%x%%eth0",
				"2001:db8::%x:%x:%x:%x%%1", "[2001:db8::%x:%x:%x:%x]:443", "2001:db8::%x:%x:%x:%x/64",
				" 2001:db8::%x:%x:%x:%x", "2001:db8::%x:%x:%x:%x ", "2001:db8::%x::%x:%x:%x",
				"2001:db8::%x:%x:%x:%x:1:2", "2001:db8:%x:%x:%x:%x", ":2001:db8::%x:%x:%x:%x", "2001:db8::%x:%x:%x:%x:",
				"2001:db8::0%04x:%x:%x:%x", "::ffff:%d.%d.%d", "::ffff:%d.%d.%d.0%d", "::ffff:0%d.%d.%d.%d",
				"::ffff:%d.%d.%d.0x%x", "::%d.%d.%d.%d:1", "2001-db8--%x-%x-%x-%x.ipv6-literal.net",
				"%d.%d.%d.%d.in-addr.arpa", "\\uff1a:%x:%x:%x:%x", "http://%d.%d.%d.%d/");
	}

	@Provide
	Arbitrary<String> lookalikes() {
		return Arbitraries.strings().withChars("0127889abfFx.:::%/[] \uff11").ofMaxLength(24);
	}

	private static String written(List<Integer> groups, String format, int from, boolean dotted) {
		List<String> parts = groups.stream().map(format::formatted).collect(Collectors.toList());
		if (dotted) {
			int high = groups.get(6);
			int low = groups.get(7);
			parts.set(6, "%d.%d.%d.%d".formatted(high >> 8, high & 255, low >> 8, low & 255));
			parts.remove(7);
		}
		int zeros = (int) IntStream.range(from, 8).takeWhile((i) -> groups.get(i) == 0).count();
		int until = Math.min(from + zeros, dotted ? 6 : 8);
		return (until <= from) ? String.join(":", parts) : String.join(":", parts.subList(0, from)) + "::"
				+ String.join(":", parts.subList(until, parts.size()));
	}

	private Map<String, String> ipFields(String ip) {
		byte[] login = "{\"user_id\":\"user-1\",\"timestamp\":1720576825,\"ip\":\"%s\"}".formatted(ip)
			.getBytes(StandardCharsets.UTF_8);
		LoginContract.verify(login);
		Map<String, String> output = PlainJson
			.fields(PlainJson.read(((Processed) this.processor.process(login)).value()));
		return output.entrySet()
			.stream()
			.filter((field) -> field.getKey().toLowerCase(Locale.ROOT).startsWith("ip"))
			.collect(Collectors.toMap(Map.Entry::getKey, (field) -> PlainJson.string(field.getValue())));
	}

}
