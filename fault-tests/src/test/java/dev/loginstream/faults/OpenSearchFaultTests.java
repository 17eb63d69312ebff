package dev.loginstream.faults;

import java.time.Duration;
import java.util.List;

import dev.loginstream.dto.RejectionReason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenSearch dies, freezes, refuses or answers badly.
 */
@ExtendWith(Lab.Shared.class)
class OpenSearchFaultTests {

	private static final int RATE = Size.of(400, 1000);

	@Test
	void nodeKilled(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		try (Scenario scenario = lab.scenario("OpenSearch killed", RATE)) {
			for (int kill = 0; kill < Size.of(1, 3); kill++) {
				scenario.awaitRandomMoment();
				scenario.kill(lab.openSearch());
				startNode(lab, scenario);
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

	@Test
	void nodeDown(Lab lab) throws Exception {
		List<Running> services = lab.deployment().deploy(Instance.indexer(1), Instance.processor(1));
		int seconds = Size.of(5, 60);
		try (Scenario scenario = lab.scenario("OpenSearch down for %d s".formatted(seconds), RATE)) {
			scenario.awaitRandomMoment();
			scenario.kill(lab.openSearch());
			OutageWatch outage = new OutageWatch(services.subList(0, 1));
			outage.watch(seconds);
			startNode(lab, scenario);
			scenario.verify(Size.of(2_000, 100_000));
			outage.report(scenario, lab.report(), "OpenSearch down");
		}
	}

	private static void startNode(Lab lab, Scenario scenario) {
		lab.openSearch().start().awaitReady(Deployment.LONGEST_START);
		Awaitility.await()
			.atMost(Deployment.LONGEST_START)
			.pollInterval(Duration.ofMillis(50))
			.until(lab.deployment().index()::isWritable);
		scenario.repaired();
	}

	@Test
	void nodeFrozen(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		int seconds = Size.of(5, 20);
		try (Scenario scenario = lab.scenario("OpenSearch frozen for %d s".formatted(seconds), RATE)) {
			scenario.awaitRandomMoment();
			scenario.fault();
			lab.openSearch().suspend();
			scenario.await(seconds * RATE);
			lab.openSearch().resume();
			scenario.repaired();
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

	@Test
	void badAnswers(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1).through(lab.proxy().uri()));
		try (Scenario scenario = lab.scenario("429, 503, 400 and resets", RATE)) {
			lab.proxy().inject(new Faults(0.01, 0.01, 0.002, 0.1, 0.1), scenario.random().nextLong());
			scenario.await(Size.of(1_000, 50_000));
			Awaitility.await()
				.atMost(Deployment.LONGEST_START)
				.untilAsserted(() -> assertThat(lab.proxy().counts()).containsOnlyKeys(Fault.values()));
			lab.proxy().passThrough();
			scenario.repaired();
			scenario.verify(Size.of(2_000, 60_000));
			assertThat(scenario.rejections(RejectionReason.UNINDEXABLE)).isEqualTo(lab.proxy().refused().size());
			lab.report().remark("Bad answers: %s.", lab.proxy().counts());
		}
	}

	@Test
	void indexReadOnly(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		try (Scenario scenario = lab.scenario("index read-only", RATE)) {
			for (int block = 0; block < Size.of(1, 3); block++) {
				scenario.awaitRandomMoment();
				scenario.fault();
				lab.deployment().index().setReadOnly(true);
				scenario.await(3 * RATE);
				lab.deployment().index().setReadOnly(false);
				scenario.repaired();
				scenario.awaitProgress();
			}
			scenario.verify(Size.of(2_000, 30_000));
		}
	}

}
