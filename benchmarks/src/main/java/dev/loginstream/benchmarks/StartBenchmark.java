package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.DoubleStream;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * From the start of a service's process to its readiness, and what it takes when it has
 * nothing to do.
 */
final class StartBenchmark implements Part {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

	private static final Duration TO_CALM_DOWN = Duration.ofSeconds(10);

	@Override
	public void run(Lab lab) throws Exception {
		StringBuilder table = new StringBuilder("""
				| | CPU s until ready | RSS when idle |
				| --- | ---: | ---: |
				""");
		for (LoginService service : LoginService.values()) {
			String name = service.name().toLowerCase(Locale.ROOT);
			double[] seconds = new double[lab.sizes().starts()];
			double[] cpu = new double[seconds.length];
			long idle = 0;
			for (int i = 0; i < seconds.length; i++) {
				long start = System.nanoTime();
				try (JvmProcess process = lab.servers().service(service).start()) {
					while (!process.isReady()) {
						requireAlive(process, start);
						Thread.sleep(BETWEEN_LOOKS);
					}
					seconds[i] = (System.nanoTime() - start) / 1e9;
					ProcessUse use = new ProcessUse(process.pid());
					cpu[i] = use.cpu().toNanos() / 1e9;
					if (i == seconds.length - 1) {
						Thread.sleep(TO_CALM_DOWN);
						idle = use.rss();
					}
				}
			}
			lab.report().atMost(name + ", start to ready in s", Spread.of(DoubleStream.of(seconds)), 2.5);
			table.append(
					"| %s | %.1f | %d MiB |%n".formatted(name, Spread.of(DoubleStream.of(cpu)).median(), idle >> 20));
		}
		lab.report().table("Start", table.toString());
	}

	private static void requireAlive(JvmProcess process, long start) {
		if (!process.isAlive() || System.nanoTime() - start > LONGEST.toNanos()) {
			throw new IllegalStateException(process.name() + " does not become ready, see " + process.log());
		}
	}

}
