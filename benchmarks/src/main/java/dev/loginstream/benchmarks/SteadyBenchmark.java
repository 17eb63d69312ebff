package dev.loginstream.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * The whole pipeline at steady rates: how long after its acknowledgement an event is
 * found by a search, and what each process takes for it.
 */
final class SteadyBenchmark implements Part {

	private static final int[] RATES = { 1000, 5000, 10_000 };

	private static final Duration TO_SETTLE = Duration.ofSeconds(15);

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		servers.reset();
		StringBuilder latencies = new StringBuilder("""
				| events/s | measured | p50 | p99 | max |
				| ---: | ---: | ---: | ---: | ---: |
				""");
		StringBuilder costs = new StringBuilder("""
				| events/s | generator | processor | indexer | Kafka | OpenSearch |
				| ---: | ---: | ---: | ---: | ---: | ---: |
				""");
		try (JvmProcess processor = servers.service(LoginService.PROCESSOR).start();
				JvmProcess indexer = servers.service(LoginService.INDEXER).start()) {
			warmUp(lab, indexer);
			for (int rate : RATES) {
				try (JvmProcess generator = servers.service(LoginService.GENERATOR, "--login.generator.rate=" + rate)
					.start()) {
					servers.stopwatch()
						.await(indexer, servers.openSearch()::indexed, servers.openSearch().indexed() + 1);
					Thread.sleep(TO_SETTLE);
					Shares shares = new Shares(
							List.of(generator, processor, indexer, servers.broker(), servers.node()));
					Latencies measured = measure(lab);
					latencies.append("| %,d | %,d | %.2f s | %.2f s | %.2f s |%n".formatted(rate, measured.count(),
							measured.quantile(0.5), measured.quantile(0.99), measured.quantile(1)));
					costs.append("| %,d | %s |%n".formatted(rate, shares.perMillion(measured.count())));
					System.out.printf("  %,d/s: p50 %.2f s, p99 %.2f s%n", rate, measured.quantile(0.5),
							measured.quantile(0.99));
					if (rate == 5000) {
						lab.report()
							.atMost("acknowledged to searchable at 5,000/s, p99 in s", measured.quantile(0.99), 1.3);
					}
				}
			}
		}
		lab.report().table("Acknowledged to searchable, at a steady rate", latencies.toString());
		lab.report().table("CPU s per 1,000,000 events, at a steady rate", costs.toString());
	}

	// A process that has just started is busy with its compiler; so are the servers, with
	// what they did not do before.
	private static void warmUp(Lab lab, JvmProcess indexer) throws Exception {
		long events = lab.sizes().events();
		Servers servers = lab.servers();
		JvmProcess generator = servers.service(LoginService.GENERATOR,
				"--login.generator.rate=" + RATES[RATES.length - 1], "--login.generator.count=" + events);
		try (generator) {
			generator.start();
			servers.stopwatch().await(indexer, servers.openSearch()::indexed, events);
		}
	}

	private static Latencies measure(Lab lab) throws Exception {
		Instant start = Instant.now();
		try (SearchWatch watch = new SearchWatch(lab.servers().openSearch())) {
			Thread.sleep(lab.sizes().steady());
			Instant end = Instant.now();
			List<Acknowledged> events = Acknowledged.between(lab.servers().kafka(), "user-login", start, end);
			return watch.latencies(events);
		}
	}

	/** CPU time that processes take from here on. */
	private record Shares(List<JvmProcess> processes, List<Duration> before) {

		Shares(List<JvmProcess> processes) {
			this(processes, processes.stream().map(Shares::cpu).toList());
		}

		String perMillion(int events) {
			List<Duration> now = this.processes.stream().map(Shares::cpu).toList();
			return IntStream.range(0, now.size())
				.mapToObj((i) -> "%.1f".formatted(now.get(i).minus(this.before.get(i)).toNanos() / 1e3 / events))
				.collect(Collectors.joining(" | "));
		}

		private static Duration cpu(JvmProcess process) {
			return new ProcessUse(process.pid()).cpu();
		}

	}

}
