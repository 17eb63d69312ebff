package dev.loginstream.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances come and go as operators want it.
 */
@ExtendWith(Lab.Shared.class)
class ScalingTests {

	/** What a SIGTERM may take: Spring Boot's own limit for a graceful shutdown. */
	private static final Duration SHUTDOWN_BUDGET = Duration.ofSeconds(30);

	private static final int TERMINATED = 128 + 15;

	@Test
	void rollingRestarts(Lab lab) throws Exception {
		List<JvmProcess> instances = lab.deployment()
			.deploy(Instance.processor(1), Instance.indexer(1), Instance.processor(2), Instance.indexer(2),
					Instance.generator().with("login.generator.rate", 200))
			.stream()
			.map(Running::process)
			.toList();
		JvmProcess generator = instances.getLast();
		try (EventCounts counts = new EventCounts(lab.deployment().bootstrapServers(),
				new DocumentCount(lab.openSearchUri()));
				Scenario scenario = lab.scenario("rolling restarts", Size.of(200, 800))) {
			Duration longest = Duration.ZERO;
			for (int round = 0; round < Size.of(1, 5); round++) {
				int first = round % 2 * 2;
				for (JvmProcess instance : List.of(instances.get(first), instances.get(first + 1), generator)) {
					scenario.awaitRandomMoment();
					scenario.fault();
					Duration shutdown = terminate(instance);
					longest = (shutdown.compareTo(longest) > 0) ? shutdown : longest;
					scenario.restart(instance);
				}
			}
			terminate(generator);
			scenario.verify(Size.of(2_000, 60_000));
			// With the generator's own events.
			long all = counts.generated();
			assertThat(all).isGreaterThan(scenario.sent());
			assertThat(counts.read()).matches((snapshot) -> snapshot.agrees(all), "agrees on " + all);
			lab.report()
				.remark("Rolling restarts: %,d events of the generator besides; longest shutdown %s.",
						all - scenario.sent(), Report.seconds(longest));
		}
	}

	private static Duration terminate(JvmProcess instance) throws Exception {
		long start = System.nanoTime();
		instance.terminate();
		assertThat(instance.onExit().get(SHUTDOWN_BUDGET.toSeconds(), TimeUnit.SECONDS)).isEqualTo(TERMINATED);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void scaled(Lab lab) throws Exception {
		Instance[] one = { Instance.processor(1), Instance.indexer(1) };
		Instance[] three = { Instance.processor(1), Instance.indexer(1), Instance.processor(2), Instance.indexer(2),
				Instance.processor(3), Instance.indexer(3) };
		lab.deployment().deploy(one);
		try (Scenario scenario = lab.scenario("scaled from one to three and back", Size.of(400, 1000))) {
			for (int round = 0; round < Size.of(1, 3); round++) {
				for (Instance[] size : List.of(three, one)) {
					scenario.awaitRandomMoment();
					scenario.fault();
					lab.deployment().deploy(size);
					scenario.awaitProgress();
				}
			}
			scenario.verify(Size.of(2_000, 50_000));
		}
	}

}
