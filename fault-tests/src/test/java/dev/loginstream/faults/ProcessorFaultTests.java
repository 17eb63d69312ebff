package dev.loginstream.faults;

import java.time.Duration;

import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The processor dies or stands still.
 */
@ExtendWith(Lab.Shared.class)
class ProcessorFaultTests {

	@Test
	void killed(Lab lab) throws Exception {
		JvmProcess processor = lab.deployment().deploy(Instance.processor(1), Instance.indexer(1)).getFirst().process();
		try (Scenario scenario = lab.scenario("processor killed", Size.of(400, 1250))) {
			for (int kill = 0; kill < Size.of(1, 20); kill++) {
				scenario.awaitRandomMoment();
				scenario.kill(processor);
				scenario.restart(processor);
			}
			scenario.verify(Size.of(2_000, 200_000));
		}
	}

	/**
	 * Its group goes on without it, and its transaction, which may be open, comes to
	 * nothing.
	 */
	@Test
	void suspended(Lab lab) throws Exception {
		Duration longestPoll = Duration.ofSeconds(Size.of(3, 6));
		JvmProcess processor = lab.deployment()
			.deploy(Instance.processor(1).polling(longestPoll), Instance.processor(2).polling(longestPoll),
					Instance.indexer(1))
			.getFirst()
			.process();
		try (Scenario scenario = lab.scenario("processor suspended", Size.of(400, 1000))) {
			for (int stop = 0; stop < Size.of(1, 3); stop++) {
				scenario.awaitRandomMoment();
				scenario.suspend(processor, "login-processor", longestPoll);
				scenario.resume(processor);
				scenario.awaitProgress();
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

}
