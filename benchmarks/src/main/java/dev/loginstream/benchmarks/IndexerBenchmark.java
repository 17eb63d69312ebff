package dev.loginstream.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.benchmarks.Duel.Client;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * The indexer draining a backlog, against plain clients that send the same documents.
 */
final class IndexerBenchmark implements Part {

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		Sizes sizes = lab.sizes();
		String input = lab.backlogs().processed();
		Setting best = best(lab, input);
		Map<String, Client> clients = new LinkedHashMap<>();
		clients.put("bulk requests",
				(round) -> measure(servers, sizes, plain(servers, sizes, input, "prepared-" + round, best, true)));
		clients.put("bulk requests from Kafka",
				(round) -> measure(servers, sizes, plain(servers, sizes, input, "reading-" + round, best, false)));
		clients.put("indexer", (round) -> measure(servers, sizes,
				servers.service(LoginService.INDEXER, "--login.indexer.input-topic=" + input)));
		Duel duel = new Duel(clients).run(sizes.pairs());
		lab.report().atLeast("indexer / bulk requests without Kafka", duel.ratio("indexer", "bulk requests"), 0.85);
		lab.report()
			.atLeast("indexer / bulk requests from Kafka", duel.ratio("indexer", "bulk requests from Kafka"), 0.85);
		lab.report().atMost("indexer, CPU s per 100,000 documents", duel.cpu("indexer"), 1);
		lab.report().atMost("indexer, peak RSS in MiB", duel.peakRss("indexer"), 300);
		lab.report().atMost("indexer, drain time 4N / N", duel.growth("indexer"), 4.2);
		lab.report().table("Indexer, draining", duel.table());
		lab.report().table("Indexer, time and memory as the backlog grows", duel.growthTable("indexer"));
	}

	// The limit is only one at its best, which depends on the machine.
	private static Setting best(Lab lab, String input) throws Exception {
		Servers servers = lab.servers();
		Sizes few = lab.sizes().withFewDocuments();
		Setting best = new Setting(0, 0);
		double bestRate = 0;
		StringBuilder table = new StringBuilder("""
				| documents in a request | requests in flight | documents/s |
				| ---: | ---: | ---: |
				""");
		for (int size : new int[] { 2000, 5000, 10_000 }) {
			for (int inFlight : new int[] { 1, 2, 4 }) {
				Setting setting = new Setting(size, inFlight);
				double rate = measure(servers, few, plain(servers, few, input, "rough", setting, true)).rate();
				System.out.printf("  %,6d documents in a request, %d in flight: %,.0f/s%n", size, inFlight, rate);
				table.append("| %,d | %d | %,.0f |%n".formatted(size, inFlight, rate));
				if (rate > bestRate) {
					bestRate = rate;
					best = setting;
				}
			}
		}
		lab.report().table("Bulk requests without Kafka, the search for their best", table.toString());
		return best;
	}

	private static JvmProcess plain(Servers servers, Sizes sizes, String input, String group, Setting setting,
			boolean prepared) {
		// Some more than is measured, so that the last look is not at a client that ends.
		long documents = sizes.documentsToWarmUp() + sizes.documents() + 4L * setting.size();
		return servers.plain(PlainIndexer.class, prepared ? "1g" : "256m", servers.kafka().address(), group, input,
				servers.openSearch().address(), setting.size(), setting.inFlight(), prepared ? documents : 0);
	}

	private static Measurement measure(Servers servers, Sizes sizes, JvmProcess process) throws Exception {
		servers.kafka().deleteGroup("login-indexer");
		servers.openSearch().deleteIndices();
		try (process) {
			return servers.stopwatch()
				.measure(process.start(), servers.openSearch()::indexed, sizes.documentsToWarmUp(), sizes.documents());
		}
	}

	/**
	 * How the limit sends.
	 *
	 * @param size documents in a request
	 * @param inFlight requests at a time
	 */
	private record Setting(int size, int inFlight) {
	}

}
