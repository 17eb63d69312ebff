package dev.loginstream.faults;

import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The one broker dies, and everything with it.
 */
@ExtendWith(Lab.Shared.class)
class KafkaFaultTests {

	private static final int RATE = Size.of(400, 1000);

	@Test
	void brokerKilled(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		try (Scenario scenario = lab.scenario("broker killed", RATE)) {
			for (int kill = 0; kill < Size.of(1, 5); kill++) {
				scenario.awaitRandomMoment();
				scenario.kill(lab.kafka());
				lab.kafka().start().awaitReady(Deployment.LONGEST_START);
				scenario.repaired();
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

	@Test
	void brokerDown(Lab lab) throws Exception {
		List<Running> services = lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		int seconds = Size.of(5, 60);
		try (Scenario scenario = lab.scenario("broker down for %d s".formatted(seconds), RATE)) {
			scenario.awaitRandomMoment();
			scenario.kill(lab.kafka());
			OutageWatch outage = new OutageWatch(services);
			outage.watch(seconds);
			lab.kafka().start().awaitReady(Deployment.LONGEST_START);
			scenario.repaired();
			scenario.verify(Size.of(2_000, 50_000));
			outage.report(scenario, lab.report(), "Broker down");
		}
	}

	@Test
	void everythingKilled(Lab lab) throws Exception {
		List<Running> services = lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		try (Scenario scenario = lab.scenario("everything killed at once", RATE)) {
			for (int kill = 0; kill < Size.of(1, 3); kill++) {
				scenario.awaitRandomMoment();
				var all = List.of(lab.kafka(), lab.openSearch(), services.getFirst().process(),
						services.getLast().process());
				scenario.fault();
				all.parallelStream().forEach(JvmProcess::kill);
				all.forEach(JvmProcess::start);
				all.forEach((process) -> process.awaitReady(Deployment.LONGEST_START));
				scenario.repaired();
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

}
