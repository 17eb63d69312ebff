package dev.loginstream.processor;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract on bytes that Jazzer derives from the hostile inputs, led by the branches
 * that they reach. It fuzzes in the Maven profile {@code faults} alone; a finding is left
 * in {@code target/fuzz}.
 */
class UserLoginProcessorFuzzTests {

	private static final int LARGEST_SEED = 2048;

	// The fuzzer mutates small values faster; the large ones are tested as they are.
	static Stream<Arguments> seeds() {
		return HostileInputTests.INPUTS.stream()
			.filter((input) -> input.value().length <= LARGEST_SEED)
			.map((input) -> Arguments.of(Named.of(input.name(), input.value())));
	}

	@MethodSource("seeds")
	@FuzzTest(maxDuration = "60s")
	void verdictIsTheContracts(byte[] value) {
		LoginContract.verify(value);
	}

}
