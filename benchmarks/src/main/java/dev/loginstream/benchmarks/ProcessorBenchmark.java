package dev.loginstream.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.benchmarks.Duel.Client;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * The processor draining a backlog, against a loop that copies bytes in transactions of
 * the same size.
 */
final class ProcessorBenchmark implements Part {

	private static final int TRANSACTION = 5000;

	private static final int THREADS = 2;

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		Sizes sizes = lab.sizes();
		String input = lab.backlogs().unprocessed();
		Map<String, Client> clients = new LinkedHashMap<>();
		clients.put("byte copy",
				(round) -> measure(servers, sizes, "copier-" + round, "copied-" + round,
						servers.plain(PlainCopier.class, "256m", servers.kafka().address(), "copier-" + round, input,
								"copied-" + round, TRANSACTION, THREADS)));
		clients.put("processor",
				(round) -> measure(servers, sizes, "login-processor", "processed-" + round,
						servers.service(LoginService.PROCESSOR, "--login.processor.input-topic=" + input,
								"--login.processor.output-topic=processed-" + round)));
		Duel duel = new Duel(clients).run(sizes.pairs());
		lab.report().atLeast("processor / byte copy, both exactly once", duel.ratio("processor", "byte copy"), 0.85);
		lab.report().atMost("processor, peak RSS in MiB", duel.peakRss("processor"), 300);
		lab.report().atMost("processor, drain time 4N / N", duel.growth("processor"), 4.2);
		lab.report().table("Processor, draining", duel.table());
		lab.report().table("Processor, time and memory as the backlog grows", duel.growthTable("processor"));
	}

	private static Measurement measure(Servers servers, Sizes sizes, String group, String output, JvmProcess process)
			throws Exception {
		servers.kafka().deleteGroup(group);
		servers.kafka().createTopic(output);
		try (process) {
			return servers.stopwatch()
				.measure(process.start(), servers.kafka().committed(group), sizes.eventsToWarmUp(), sizes.events());
		}
		finally {
			servers.kafka().deleteTopic(output);
		}
	}

}
