package dev.loginstream.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

/**
 * What the audit costs beside what it audits, and how its cost grows with what it finds.
 */
final class AuditBenchmark implements Part {

	private static final Duration LONGEST_START = Duration.ofMinutes(1);

	private static final Duration IDLE = Duration.ofSeconds(20);

	private static final List<Integer> FINDINGS = List.of(0, 100, 1000);

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		long events = lab.sizes().eventsToAudit();
		servers.reset();
		servers.kafka().deleteTopic("login-audit");
		double pipeline = pipeline(servers, events);
		System.out.printf("  %,d events took the pipeline %.1f s of CPU time%n", events, pipeline);
		int port = LocalServers.freePort();
		try (JvmProcess indexer = servers.service(LoginService.INDEXER, port, "--login.indexer.audit.interval=1s",
				"--login.indexer.audit.settling=3s",
				// That is not part of what is measured.
				"--login.indexer.audit.recheck=1h")) {
			indexer.start().awaitReady(LONGEST_START);
			AuditReport audit = new AuditReport(port);
			servers.stopwatch().await(indexer, audit::verified, events);
			measure(lab, indexer, audit, pipeline);
		}
	}

	// Filling the topic is not counted: the share of what follows is the greater for it.
	private static double pipeline(Servers servers, long events) throws Exception {
		try (JvmProcess generator = servers.service(LoginService.GENERATOR, "--login.generator.rate=0",
				"--login.generator.count=" + events)) {
			generator.start();
			generator.onExit().get();
		}
		double before = cpu(List.of(servers.broker(), servers.node()));
		double services = 0;
		try (JvmProcess processor = servers.service(LoginService.PROCESSOR)) {
			servers.stopwatch().await(processor.start(), servers.kafka().committed("login-processor"), events);
			services += cpu(List.of(processor));
		}
		try (JvmProcess indexer = servers.service(LoginService.INDEXER, "--login.indexer.audit.enabled=false")) {
			servers.stopwatch().await(indexer.start(), servers.openSearch()::indexed, events);
			services += cpu(List.of(indexer));
		}
		servers.openSearch().awaitMerges();
		return services + cpu(List.of(servers.broker(), servers.node())) - before;
	}

	private static void measure(Lab lab, JvmProcess indexer, AuditReport audit, double pipeline) throws Exception {
		Servers servers = lab.servers();
		List<JvmProcess> all = List.of(indexer, servers.broker(), servers.node());
		long events = lab.sizes().eventsToAudit();
		StringBuilder table = new StringBuilder("""
				| missing, each in a bucket of its own | CPU s | of the pipeline's | s |
				| ---: | ---: | ---: | ---: |
				""");
		int missing = 0;
		for (int findings : FINDINGS) {
			servers.openSearch().deleteOffsets(0, LongStream.range(missing, findings).map((i) -> 1000 * i + 500));
			missing = findings;
			double idle = cpu(all);
			Thread.sleep(IDLE);
			idle = (cpu(all) - idle) / IDLE.toSeconds();
			double before = cpu(all);
			long start = System.nanoTime();
			audit.again();
			servers.stopwatch().await(indexer, () -> (audit.verified() < events) ? 1 : 0, 1);
			servers.stopwatch().await(indexer, audit::verified, events);
			double seconds = (System.nanoTime() - start) / 1e9;
			double cpu = cpu(all) - before - idle * seconds;
			if (audit.missing() != missing) {
				throw new IllegalStateException("Expected %d missing but found %d".formatted(missing, audit.missing()));
			}
			table.append("| %,d | %.2f | %.2f %% | %.1f |%n".formatted(missing, cpu, 100 * cpu / pipeline, seconds));
			if (missing == 0) {
				lab.report().atMost("audit, CPU time in % of the pipeline's", 100 * cpu / pipeline, 2);
			}
		}
		lab.report().table("Audit", """
				All of %,d events audited again; CPU time of the indexer, the broker and the node, less what they \
				take when idle. To process and index the events they took %.0f s, with the processor. The indexer \
				had %d MiB resident at most.

				""".formatted(events, pipeline, new ProcessUse(indexer.pid()).peakRss() >> 20) + table);
	}

	private static double cpu(List<JvmProcess> processes) {
		return processes.stream().mapToDouble((process) -> new ProcessUse(process.pid()).cpu().toNanos() / 1e9).sum();
	}

}
