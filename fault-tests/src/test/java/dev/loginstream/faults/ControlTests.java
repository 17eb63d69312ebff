package dev.loginstream.faults;

import java.time.Duration;

import dev.loginstream.faults.Held.Moment;
import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same services with one guard taken away, so that events are lost or doubled and the
 * checker must say so. If it did not, its silence elsewhere would mean nothing.
 */
@ExtendWith(Lab.Shared.class)
class ControlTests {

	private static final int RATE = 400;

	private static final int EVENTS = 2_000;

	private static final Duration NEXT_BULK = Duration.ofSeconds(60);

	@Test
	void processorWithoutTransactionsDoubles(Lab lab) throws Exception {
		JvmProcess processor = lab.deployment()
			.deploy(Instance.processor(1)
				.startedBy(ProcessorWithoutTransactions.class)
				// Widens the time between sending and committing, in which it is killed.
				.with("spring.kafka.listener.ack-mode", "time")
				.with("spring.kafka.listener.ack-time", "1s"), Instance.indexer(1))
			.getFirst()
			.process();
		try (Scenario scenario = lab.scenario("processor without transactions, killed", RATE)) {
			scenario.awaitRandomMoment();
			scenario.kill(processor);
			scenario.restart(processor);
			Outcome outcome = scenario.check(EVENTS);
			lab.report().control(outcome);
			// It may lose as well: it commits offsets of what it has not sent yet.
			assertThat(outcome.doubled()).isNotEmpty();
		}
	}

	@Test
	void randomIdsDouble(Lab lab) throws Exception {
		JvmProcess indexer = lab.deployment()
			.deploy(Instance.processor(1), Instance.indexer(1).through(lab.proxy().uri()))
			.getLast()
			.process();
		try (Scenario scenario = lab.scenario("random document ids, indexer killed", RATE)) {
			lab.proxy().withoutIds();
			killInsideBulkRequest(scenario, lab.proxy(), Moment.AFTER_ACCEPTED, indexer);
			Outcome outcome = scenario.check(EVENTS);
			lab.report().control(outcome);
			assertThat(outcome.doubled()).isNotEmpty();
			assertThat(outcome.lost()).isEmpty();
		}
		finally {
			lab.proxy().passThrough();
		}
	}

	@Test
	void earlyOffsetCommitsLose(Lab lab) throws Exception {
		JvmProcess indexer = lab.deployment()
			.deploy(Instance.processor(1),
					Instance.indexer(1).startedBy(IndexerCommittingEarly.class).through(lab.proxy().uri()))
			.getLast()
			.process();
		try (Scenario scenario = lab.scenario("offsets committed early, indexer killed", RATE)) {
			killInsideBulkRequest(scenario, lab.proxy(), Moment.BEFORE_ACCEPTED, indexer);
			Outcome outcome = scenario.check(EVENTS);
			lab.report().control(outcome);
			assertThat(outcome.lost()).isNotEmpty();
			assertThat(outcome.doubled()).isEmpty();
		}
	}

	private static void killInsideBulkRequest(Scenario scenario, FaultProxy proxy, Moment moment, JvmProcess indexer)
			throws InterruptedException {
		scenario.awaitRandomMoment();
		Held bulk = proxy.holdNextBulk(moment);
		bulk.await(NEXT_BULK);
		scenario.kill(indexer);
		bulk.drop();
		scenario.restart(indexer);
	}

}
