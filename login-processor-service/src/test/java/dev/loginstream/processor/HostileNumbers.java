package dev.loginstream.processor;

import java.util.List;
import java.util.stream.Stream;

import dev.loginstream.dto.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Numbers at the edges of JSON, of time and of what a parser can hold.
 */
final class HostileNumbers {

	private static final List<String> INTEGERS = List.of("0", "-0", "-1", "9223372036854775807", "9223372036854775808",
			"-9223372036854775809", "18446744073709551616", "9".repeat(400), "1" + "0".repeat(20_000));

	private static final List<String> DECIMALS = List.of("0.0", "-0.0", "1e400", "-1E400", "1e-400", "0e0", "1E+2",
			"1e2147483647", "1e2147483648", "1e-2147483649", "1e99999999999999999999", "0e99999999999999999999",
			"0." + "0".repeat(20_000) + "1", "5e-324", "1.7976931348623159e308", "0.1e" + "0".repeat(5000) + "1");

	private static final List<String> NO_NUMBERS = List.of("NaN", "-NaN", "Infinity", "-Infinity", "+1", "01", "-01",
			"00", "1.", ".5", "-.5", "1e", "1e+", "1.e1", "0x1F", "0b1", "0o7", "1_000", "1f", "1d", "10L", "--1", "-",
			"1,5", "1 000", "1e1.5", "\u0661", "\uff11", "\u00bd", "\u2212" + "1", "$1", "1%");

	private HostileNumbers() {
	}

	static Stream<HostileInput> all() {
		return Stream.of(numbers(), noNumbers(), edgesOfTime(), numericText()).flatMap((inputs) -> inputs);
	}

	private static Stream<HostileInput> numbers() {
		return Stream.concat(INTEGERS.stream(), DECIMALS.stream()).flatMap((number) -> {
			String name = " of number " + shortened(number);
			RejectionReason ofUser = INTEGERS.contains(number) ? null : RejectionReason.MISSING_USER_ID;
			return Stream.of(user("user_id" + name, number, ofUser),
					timestamp("timestamp" + name, number, RejectionReason.TIMESTAMP_OUT_OF_RANGE),
					HostileInput.login("ip" + name, "\"ip\":" + number, null),
					HostileInput.login("text field" + name, "\"device_id\":" + number, null),
					HostileInput.login("unknown field" + name, "\"x\":[" + number + "]", null));
		});
	}

	private static Stream<HostileInput> noNumbers() {
		return NO_NUMBERS.stream().flatMap((text) -> {
			String name = " of no number " + text;
			return Stream.of(user("user_id" + name, text, RejectionReason.NOT_JSON),
					timestamp("timestamp" + name, text, RejectionReason.NOT_JSON),
					HostileInput.login("text field" + name, "\"locale\":" + text, RejectionReason.NOT_JSON),
					HostileInput.login("unknown field" + name, "\"x\":{\"y\":" + text + "}", RejectionReason.NOT_JSON));
		});
	}

	private static Stream<HostileInput> edgesOfTime() {
		Stream<String> inside = Stream.of("946684800", "946684800.0", "946684800.000000000000", "9.466848E8",
				"946684800000e-3", "946684800.0000000001", "1767355200", "1767355200.000", "1767355200.0000000009",
				"1.7673552e+9", "0.0017673552E12");
		Stream<String> outside = Stream.of("946684799", "946684799.999999999", "946684799.9999999999", "-946684800",
				"9.466847999E8", "1767355201", "1767355200.000000001", "1767355200.1", "1767355200000", "17673552e9",
				"253402300800", "-62167219201", "31556889864403200", "1e12", "4294967296", "2147483648");
		return Stream.concat(inside.flatMap((seconds) -> timestamps(seconds, null)),
				outside.flatMap((seconds) -> timestamps(seconds, RejectionReason.TIMESTAMP_OUT_OF_RANGE)));
	}

	private static Stream<HostileInput> timestamps(String seconds, @Nullable RejectionReason reason) {
		return Stream.of(timestamp("timestamp " + seconds, seconds, reason),
				timestamp("timestamp text " + seconds, '"' + seconds + '"', reason));
	}

	private static Stream<HostileInput> numericText() {
		Stream<HostileInput> numbers = Stream
			.of("+946684800", "0000000000946684800", "9466848" + "0".repeat(5000) + "e-4998")
			.map((text) -> timestamp("timestamp text " + shortened(text), '"' + text + '"', null));
		Stream<HostileInput> none = NO_NUMBERS.stream()
			.filter((text) -> !List.of("+1", "01", "-01", "00").contains(text))
			.map((text) -> timestamp("timestamp text of no number " + text, '"' + text + '"',
					RejectionReason.INVALID_TIMESTAMP));
		Stream<HostileInput> spaced = Stream
			.of(" 1720576825", "1720576825 ", "1720576825\\n", "\\u00001720576825", "1720576825\\u0000",
					"\\u200b1720576825", "\ufeff1720576825", "\u00a0", "\u200b")
			.map((text) -> timestamp("timestamp text with blanks " + escaped(text), '"' + text + '"',
					RejectionReason.INVALID_TIMESTAMP));
		return Stream.of(numbers, none, spaced).flatMap((inputs) -> inputs);
	}

	private static HostileInput user(String name, String userId, @Nullable RejectionReason reason) {
		return HostileInput.of(name, "{\"user_id\":" + userId + ",\"timestamp\":1720576825}", reason);
	}

	private static HostileInput timestamp(String name, String timestamp, @Nullable RejectionReason reason) {
		return HostileInput.of(name, "{\"user_id\":\"user-1\",\"timestamp\":" + timestamp + '}', reason);
	}

	private static String shortened(String number) {
		return (number.length() < 40) ? number
				: number.substring(0, 8) + "... of %d characters".formatted(number.length());
	}

	private static String escaped(String text) {
		return text.chars()
			.mapToObj((c) -> (c < 127) ? Character.toString(c) : "U+%04X".formatted(c))
			.reduce("", String::concat);
	}

}
