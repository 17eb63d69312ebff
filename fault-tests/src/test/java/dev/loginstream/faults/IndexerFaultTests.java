package dev.loginstream.faults;

import java.time.Duration;

import dev.loginstream.faults.Held.Moment;
import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The indexer dies or stands still.
 */
@ExtendWith(Lab.Shared.class)
class IndexerFaultTests {

	private static final Duration NEXT_BULK = Duration.ofSeconds(60);

	@Test
	void killed(Lab lab) throws Exception {
		JvmProcess indexer = lab.deployment()
			.deploy(Instance.processor(1), Instance.indexer(1).through(lab.proxy().uri()))
			.getLast()
			.process();
		try (Scenario scenario = lab.scenario("indexer killed", Size.of(400, 1000))) {
			for (int kill = 0; kill < Size.of(2, 20); kill++) {
				scenario.awaitRandomMoment();
				if (kill % 2 == 0) {
					killInsideBulkRequest(scenario, lab.proxy(), indexer);
				}
				else {
					scenario.kill(indexer);
				}
				scenario.restart(indexer);
			}
			scenario.verify(Size.of(2_000, 150_000));
		}
	}

	private static void killInsideBulkRequest(Scenario scenario, FaultProxy proxy, JvmProcess indexer)
			throws InterruptedException {
		Moment moment = scenario.random().nextBoolean() ? Moment.BEFORE_ACCEPTED : Moment.AFTER_ACCEPTED;
		Held bulk = proxy.holdNextBulk(moment);
		bulk.await(NEXT_BULK);
		scenario.kill(indexer);
		if (scenario.random().nextBoolean()) {
			bulk.drop();
		}
		else {
			// It arrives, though whoever sent it is gone.
			bulk.release();
			bulk.awaitAnswered(NEXT_BULK);
		}
	}

	/**
	 * Another indexer has its partitions and has written its documents, when its own
	 * request arrives at last.
	 */
	@Test
	void suspendedInsideBulkRequest(Lab lab) throws Exception {
		Duration longestPoll = Duration.ofSeconds(Size.of(3, 6));
		JvmProcess indexer = lab.deployment()
			.deploy(Instance.indexer(1).polling(longestPoll).through(lab.proxy().uri()),
					Instance.indexer(2).polling(longestPoll), Instance.processor(1))
			.getFirst()
			.process();
		try (Scenario scenario = lab.scenario("indexer suspended inside a bulk request", Size.of(400, 1000))) {
			for (int stop = 0; stop < Size.of(1, 3); stop++) {
				scenario.awaitRandomMoment();
				Held bulk = lab.proxy().holdNextBulk(Moment.BEFORE_ACCEPTED);
				bulk.await(NEXT_BULK);
				scenario.suspend(indexer, "login-indexer", longestPoll);
				scenario.awaitProgress();
				bulk.release();
				scenario.resume(indexer);
				scenario.awaitProgress();
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

}
