package dev.loginstream.faults;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class LeakSearchTests {

	private static final String TOKEN = "w8hq2vj5xk0zr7tn3bcd";

	private static final String ADDRESS = "203.0.113.77";

	private final LeakSearch search = new LeakSearch(List.of(Secret.of("user_id", TOKEN), Secret.whole("ip", ADDRESS)));

	enum Leak {

		PLAIN((payload) -> payload),

		UPPER_CASE((payload) -> payload.toUpperCase(Locale.ROOT)),

		HEX((payload) -> HexFormat.of().formatHex(bytes(payload))),

		HEX_DUMP((payload) -> HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes(payload))),

		HEX_WITH_COLONS((payload) -> HexFormat.ofDelimiter(":").formatHex(bytes(payload))),

		BASE64((payload) -> Base64.getEncoder().encodeToString(bytes(payload))),

		BASE64_WITH_LINES((payload) -> Base64.getMimeEncoder().encodeToString(bytes(payload))),

		BASE64_FOR_URLS((payload) -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(payload))),

		BYTES((payload) -> Arrays.toString(bytes(payload))),

		URL((payload) -> URLEncoder.encode(payload, StandardCharsets.UTF_8)),

		UTF_16((payload) -> new String(payload.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1)),

		JSON_ESCAPES((payload) -> payload.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining())),

		HEADER((payload) -> {
			ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("user-login", 0, 0, null, null);
			record.headers().add(new RecordHeader("trace", bytes(payload)));
			return record.toString();
		});

		private final UnaryOperator<String> form;

		Leak(UnaryOperator<String> form) {
			this.form = form;
		}

		private static byte[] bytes(String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}

	}

	@ParameterizedTest
	@EnumSource
	void leakIsFoundWhereverItStands(Leak leak) {
		for (String before : List.of("", "{", "{\"", "{\"a")) {
			for (String secret : List.of(TOKEN, ADDRESS)) {
				String line = "WARN 1 --- [main] : Cannot read " + leak.form.apply(before + secret + "\"}") + "\n";

				assertThat(this.search.in(line)).as(line).isNotEmpty();
				assertThat(this.search.in(line.getBytes(StandardCharsets.UTF_8))).as(line).isNotEmpty();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void halfOfATokenIsFound(Leak leak) {
		assertThat(this.search.in(leak.form.apply("{\"user_id\":\"" + TOKEN.substring(0, 14) + "..."))).isNotEmpty();
		assertThat(this.search.in(leak.form.apply("..." + TOKEN.substring(6) + "\"}"))).isNotEmpty();
	}

	@Test
	void findingSaysWhatItIsAndWhere() throws Exception {
		assertThat(this.search.in("Unrecognized token '" + TOKEN + "'")).hasSize(2)
			.allSatisfy((found) -> assertThat(found).startsWith("user_id as text").contains("unrecognizedtoken"));
		assertThat(this.search.in(InetAddress.ofLiteral(ADDRESS).toString())).hasSize(1)
			.allSatisfy((found) -> assertThat(found).startsWith("ip as text"));
	}

	@Test
	void whatIsMaskedOrOfOthersIsNotFound() {
		assertThat(this.search.in("203.0.113.xxx 203.0.113.0/24 w8hq2vj5 r7tn3bcd 203.0.113.78")).isEmpty();
	}

}
