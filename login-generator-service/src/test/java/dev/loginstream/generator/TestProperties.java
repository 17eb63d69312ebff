package dev.loginstream.generator;

import java.time.Duration;
import java.util.List;

import dev.loginstream.generator.realistic.RealisticProperties;

/** Settings without a context that binds them. */
final class TestProperties {

	private TestProperties() {
	}

	static LoginGeneratorProperties of(String topic, double missingDeviceType, boolean createTopic, int partitions) {
		RealisticProperties realistic = new RealisticProperties(null, null, 1, Duration.ZERO, List.of(), null);
		return new LoginGeneratorProperties(topic, 0, null, null, Scenario.UNIFORM, missingDeviceType, 0, createTopic,
				partitions, (short) 1, realistic);
	}

}
