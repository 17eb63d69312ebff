package dev.loginstream.processor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

	private final UserLoginProcessor processor = new UserLoginProcessor(InstantSource.fixed(LoginContract.NOW),
			Duration.ofDays(1));

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

	// Compared with a login that is as large, but one field of plain numbers, so that a
	// slow machine does not fail it: only time out of all proportion does.
	@Test
	void noneTakesFarLongerThanALargePlainLogin() {
		long plain = shortestTime(HostileInput.login("plain", "\"x\":[" + "1,".repeat(500_000) + "1]", null));

		assertThat(INPUTS.stream().filter((input) -> shortestTime(input) > 30 * plain)).isEmpty();
	}

	private long shortestTime(HostileInput input) {
		return IntStream.range(0, 3).mapToLong((run) -> {
			long start = System.nanoTime();
			this.processor.process(input.value());
			return System.nanoTime() - start;
		}).min().orElseThrow();
	}

}
