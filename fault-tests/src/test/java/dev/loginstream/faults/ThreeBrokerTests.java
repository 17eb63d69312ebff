package dev.loginstream.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.KafkaCluster;
import dev.loginstream.infrastructure.LocalServers;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three brokers with three replicas of everything, two of which must have a record before
 * it is acknowledged.
 */
@ExtendWith(Lab.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class ThreeBrokerTests {

	private static final int RATE = 500;

	private Deployment deployment;

	private KafkaCluster kafka;

	@BeforeAll
	void start(Lab lab) throws Exception {
		lab.deployment().deploy();
		this.kafka = LocalServers.kafkaCluster(lab.directory().resolve("three"), 3).start();
		this.kafka.awaitReady(Deployment.LONGEST_START);
		this.deployment = new Deployment(lab.directory().resolve("three"), this.kafka.bootstrapServers(),
				lab.openSearchUri());
		this.deployment.deploy(Instance.processor(1), Instance.indexer(1));
	}

	@AfterAll
	void stop() throws Exception {
		if (this.deployment != null) {
			this.deployment.close();
			// Their coordinates are those of the other broker's records too.
			this.deployment.index().delete();
		}
		if (this.kafka != null) {
			this.kafka.close();
		}
	}

	@Test
	void leaderKilled(Lab lab) throws Exception {
		try (Scenario scenario = new Scenario("leader of three brokers killed", this.deployment, lab.report(), RATE,
				0)) {
			for (int kill = 0; kill < Size.of(1, 5); kill++) {
				scenario.awaitRandomMoment();
				JvmProcess leader = leader(scenario.random().nextInt(6));
				scenario.kill(leader);
				scenario.repaired();
				scenario.awaitProgress();
				leader.start().awaitReady(Deployment.LONGEST_START);
			}
			scenario.verify(Size.of(2_000, 30_000));
		}
	}

	private JvmProcess leader(int partition) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.kafka.bootstrapServers()))) {
			int id = admin.describeTopics(List.of(Load.TOPIC))
				.allTopicNames()
				.get(60, TimeUnit.SECONDS)
				.get(Load.TOPIC)
				.partitions()
				.get(partition)
				.leader()
				.id();
			return this.kafka.broker(id);
		}
	}

	/**
	 * Neither a record that only one broker has nor one that none has is acknowledged.
	 */
	@Test
	void twoOfThreeDown(Lab lab) throws Exception {
		int seconds = Size.of(5, 60);
		try (Scenario scenario = new Scenario("two of three brokers down for %d s".formatted(seconds), this.deployment,
				lab.report(), RATE, 0)) {
			scenario.awaitRandomMoment();
			List<JvmProcess> two = this.kafka.brokers().subList(1, 3);
			two.forEach(scenario::kill);
			Duration outage = Duration.ofSeconds(seconds);
			int[] acknowledged = { -1 };
			Awaitility.await().atMost(outage.plusMinutes(1)).during(outage).until(() -> {
				int before = acknowledged[0];
				acknowledged[0] = scenario.acknowledged();
				return before == acknowledged[0];
			});
			two.forEach(JvmProcess::start);
			two.forEach((broker) -> broker.awaitReady(Deployment.LONGEST_START));
			scenario.repaired();
			scenario.verify(Size.of(2_000, 30_000));
		}
	}

}
