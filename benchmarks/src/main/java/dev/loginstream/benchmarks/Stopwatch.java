package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.loginstream.benchmarks.Measurement.Mark;
import dev.loginstream.infrastructure.JvmProcess;

/**
 * Measures a process from outside, service and limit alike, by what the servers say that
 * it has done.
 *
 * @param servers whose CPU time is added up besides
 */
record Stopwatch(List<JvmProcess> servers) {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	/**
	 * Waits until the process has done its work, and measures the part after the warm-up.
	 * @param process running
	 * @param work that it does
	 * @param warmUp how much it does before
	 * @param amount how much is measured
	 * @return from the first look after the warm-up to the last
	 * @throws IllegalStateException if the process ends, or it takes ten minutes
	 */
	Measurement measure(JvmProcess process, Work work, long warmUp, long amount) throws Exception {
		ProcessUse use = new ProcessUse(process.pid());
		long from = await(process, work, warmUp);
		long start = System.nanoTime();
		Duration cpu = use.cpu();
		Duration serverCpu = serverCpu();
		long to = warmUp + amount;
		List<Mark> marks = new ArrayList<>();
		long done = from;
		for (long mark : List.of(to - amount * 3 / 4, to - amount / 2, to)) {
			done = await(process, work, mark);
			marks.add(new Mark(Duration.ofNanos(System.nanoTime() - start), use.rss()));
		}
		return new Measurement(done - from, List.copyOf(marks), use.cpu().minus(cpu), serverCpu().minus(serverCpu),
				use.peakRss());
	}

	/**
	 * Waits until the process has done so much.
	 * @param process running
	 * @param work that it does
	 * @param amount how much
	 * @return how much it has done now
	 * @throws IllegalStateException if the process ends before, or it takes ten minutes
	 */
	long await(JvmProcess process, Work work, long amount) throws Exception {
		long deadline = System.nanoTime() + LONGEST.toNanos();
		for (long done = work.done();; done = work.done()) {
			if (done >= amount) {
				return done;
			}
			if (!process.isAlive() || System.nanoTime() > deadline) {
				throw new IllegalStateException("%s has done %,d of %,d and %s, see %s".formatted(process.name(), done,
						amount, process.isAlive() ? "does not come to an end" : "has ended", process.log()));
			}
			Thread.sleep(BETWEEN_LOOKS);
		}
	}

	private Duration serverCpu() {
		return this.servers.stream()
			.map((server) -> new ProcessUse(server.pid()).cpu())
			.reduce(Duration.ZERO, Duration::plus);
	}

}
