package dev.loginstream.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.benchmarks.Duel.Client;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * The generator as fast as it can, against a producer of bytes that are there already.
 */
final class GeneratorBenchmark implements Part {

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		Sizes sizes = lab.sizes();
		String sample = lab.backlogs().unprocessed();
		Map<String, Client> clients = new LinkedHashMap<>();
		clients.put("plain producer", (round) -> measure(servers, sizes, "plain-" + round,
				servers.plain(PlainProducer.class, "256m", servers.kafka().address(), sample, "plain-" + round)));
		clients.put("generator",
				(round) -> measure(servers, sizes, "generated-" + round, servers.service(LoginService.GENERATOR,
						"--login.generator.topic=generated-" + round, "--login.generator.rate=0")));
		Duel duel = new Duel(clients).run(sizes.pairs());
		lab.report().atLeast("generator / plain producer", duel.ratio("generator", "plain producer"), 0.85);
		lab.report().atMost("generator, peak RSS in MiB", duel.peakRss("generator"), 300);
		lab.report().table("Generator, as fast as it can", duel.table());
	}

	private static Measurement measure(Servers servers, Sizes sizes, String topic, JvmProcess process)
			throws Exception {
		servers.kafka().createTopic(topic);
		try (process) {
			return servers.stopwatch()
				.measure(process.start(), servers.kafka().written(topic), sizes.eventsToWarmUp(),
						sizes.eventsToWrite());
		}
		finally {
			servers.kafka().deleteTopic(topic);
		}
	}

}
