package dev.loginstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.infrastructure.JvmProcess;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events under way while something fails, and the verdict on them.
 */
final class Scenario implements AutoCloseable {

	private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);

	private static final Duration UNTIL_QUIET = Duration.ofMinutes(2);

	private final String name;

	private final Deployment deployment;

	private final Report report;

	private final Random random;

	private final Topics topics;

	private final Groups groups;

	private final Load load;

	private final Progress progress;

	private int faults;

	private Checker checker;

	Scenario(String name, Deployment deployment, Report report, int rate, int poisonEvery) throws InterruptedException {
		this.name = name;
		this.deployment = deployment;
		this.report = report;
		long seed = report.seed() + name.hashCode();
		this.random = new Random(seed);
		this.topics = new Topics(deployment.bootstrapServers());
		this.groups = new Groups(deployment.bootstrapServers());
		this.progress = new Progress(this.groups);
		this.load = new Load(deployment.bootstrapServers(),
				new Events(name.replace(' ', '-') + "-" + Long.toHexString(seed), seed, poisonEvery), rate);
		try {
			this.progress.awaitAdvance(LONGEST_OUTAGE);
		}
		catch (RuntimeException | InterruptedException ex) {
			close();
			throw ex;
		}
	}

	Random random() {
		return this.random;
	}

	Progress progress() {
		return this.progress;
	}

	int sent() {
		return this.load.sent();
	}

	int acknowledged() {
		return this.load.ledger().acknowledged();
	}

	/** Lets a random number of events pass, once some are indexed again. */
	void awaitRandomMoment() throws InterruptedException {
		awaitProgress();
		await(this.random.nextInt(50, Size.of(500, 2000)));
	}

	void awaitProgress() throws InterruptedException {
		this.progress.awaitAdvance(LONGEST_OUTAGE);
	}

	/** Lets so many more events be sent. */
	void await(int more) {
		int target = sent() + more;
		Awaitility.await().atMost(LONGEST_OUTAGE).pollInterval(Duration.ofMillis(20)).until(() -> sent() >= target);
	}

	/** One more thing fails. */
	void fault() {
		this.faults++;
	}

	void kill(JvmProcess process) {
		fault();
		process.kill();
	}

	/** Starts what was killed, and waits until it is ready. */
	void restart(JvmProcess process) {
		process.start();
		this.progress.repaired();
		process.awaitReady(Deployment.LONGEST_START);
	}

	/**
	 * Stops a process as it is, until its group has gone on without it and more.
	 * @param process of one of two instances
	 * @param group of both
	 * @param longestPoll after which the group does not wait for a member
	 */
	void suspend(JvmProcess process, String group, Duration longestPoll) {
		fault();
		int members = this.groups.members(group);
		process.suspend();
		Awaitility.await()
			.atMost(LONGEST_OUTAGE)
			.pollDelay(longestPoll)
			.until(() -> this.groups.members(group) == members / 2);
	}

	void resume(JvmProcess process) {
		process.resume();
		repaired();
	}

	void repaired() {
		this.progress.repaired();
	}

	/**
	 * Sends on until there were so many events, waits for quiet and compares.
	 * @param events at least to send
	 * @return what the checker found
	 */
	Outcome check(int events) throws Exception {
		this.load.finish(events);
		assertThat(this.load.ledger().refused()).isEmpty();
		Awaitility.await(this.name)
			.atMost(UNTIL_QUIET)
			.pollInterval(Duration.ofMillis(200))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(this.groups::lag, Map::isEmpty);
		this.checker = new Checker(this.name, this.load);
		this.topics.forEach(this.checker::record);
		this.deployment.index().forEach(this.load.events().run(), this.checker::document);
		return this.checker.outcome();
	}

	/** Checks, and demands that no event is lost, doubled or other than it should be. */
	void verify(int events) throws Exception {
		Outcome outcome = check(events);
		this.report.scenario(outcome, this.faults, this.progress);
		assertThat(outcome).matches(Outcome::isExactlyOnce, "is exactly once");
	}

	/** Dead letters for a reason, once checked. */
	int rejections(RejectionReason reason) {
		return this.checker.rejections(reason);
	}

	@Override
	public void close() {
		this.load.close();
		this.progress.close();
		this.groups.close();
		this.topics.close();
	}

}
