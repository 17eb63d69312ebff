package dev.loginstream.processor;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostileInputTests {

	static final List<HostileInput> INPUTS = Stream
		.of(HostileNumbers.all(), HostileText.all(), HostileAddresses.all(), HostileShapes.all())
		.flatMap((inputs) -> inputs)
		.toList();

	private final UserLoginProcessor processor = new UserLoginProcessor(InstantSource.fixed(LoginContract.NOW));

	@ParameterizedTest(name = "{0}")
	@FieldSource("INPUTS")
	void verdictIsTheContracts(HostileInput input) {
		assertThat(LoginContract.verify(input.value())).isEqualTo(Optional.ofNullable(input.reason()));
	}

	@Test
	void everyInputHasItsOwnName() {
		List<String> names = INPUTS.stream().map(HostileInput::name).toList();

		assertThat(names).hasSizeGreaterThan(1_200).doesNotHaveDuplicates();
	}

	// Compared with a login of the largest size and of ten thousand fields, so that only
	// time out of all proportion fails, on a slow machine as on a fast one.
	@Test
	void noneTakesFarLongerThanALargePlainLogin() {
		String fields = IntStream.range(0, 10_000)
			.mapToObj((i) -> "\"field-%d\":\"%s\"".formatted(i, "x".repeat(80)))
			.collect(Collectors.joining(","));
		long plain = shortestTime(HostileInput.login("plain", fields, null));

		assertThat(INPUTS.stream().filter((input) -> shortestTime(input) > 100 * plain)).isEmpty();
	}

	private long shortestTime(HostileInput input) {
		return IntStream.range(0, 3).mapToLong((run) -> {
			long start = System.nanoTime();
			this.processor.process(input.value());
			return System.nanoTime() - start;
		}).min().orElseThrow();
	}

}
