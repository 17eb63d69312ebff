package dev.loginstream.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.loginstream.benchmarks.Measurement.Mark;

/**
 * Several clients that do the same work, one after the other and again from the first, so
 * that what changes on the machine meanwhile changes for all.
 */
final class Duel {

	private final Map<String, List<Measurement>> measurements = new LinkedHashMap<>();

	private final Map<String, Client> clients;

	/**
	 * Makes the clients known.
	 * @param clients by name, in their order
	 */
	Duel(Map<String, Client> clients) {
		this.clients = clients;
	}

	/**
	 * Runs the clients.
	 * @param rounds how often
	 * @return this
	 */
	Duel run(int rounds) throws Exception {
		for (int round = 0; round < rounds; round++) {
			for (Map.Entry<String, Client> client : this.clients.entrySet()) {
				Measurement measurement = client.getValue().run(round);
				System.out.printf("  %d/%d  %-30s %,9.0f/s, CPU s per 100,000: %.2f, of the servers %.2f%n", round + 1,
						rounds, client.getKey(), measurement.rate(), measurement.cpuPer(100_000),
						measurement.serverCpuPer(100_000));
				this.measurements.computeIfAbsent(client.getKey(), (name) -> new ArrayList<>()).add(measurement);
			}
		}
		return this;
	}

	/** How much of the limit's rate the client reaches, round by round. */
	Spread ratio(String client, String limit) {
		List<Measurement> of = of(client);
		List<Measurement> to = of(limit);
		return Spread.of(IntStream.range(0, of.size()).mapToDouble((i) -> of.get(i).rate() / to.get(i).rate()));
	}

	List<Measurement> of(String client) {
		return this.measurements.getOrDefault(client, List.of());
	}

	/** A row for each client. */
	String table() {
		StringBuilder table = new StringBuilder(
				"""
						| | records/s, median (least to greatest) | CPU s per 100,000 | servers' CPU s per 100,000 | time 4N / N | peak RSS |
						| --- | ---: | ---: | ---: | ---: | ---: |
						""");
		this.measurements.forEach((name, all) -> {
			Spread rate = Spread.of(all.stream().mapToDouble(Measurement::rate));
			table.append("| %s | %,.0f (%,.0f to %,.0f) | %.2f | %.2f | %.2f | %d MiB |%n".formatted(name,
					rate.median(), rate.least(), rate.greatest(), cpu(name).median(),
					Spread.of(all.stream().mapToDouble((one) -> one.serverCpuPer(100_000))).median(),
					growth(name).median(), peakRss(name)));
		});
		return table.toString();
	}

	/** CPU seconds that the client takes for 100 000 records. */
	Spread cpu(String client) {
		return Spread.of(of(client).stream().mapToDouble((one) -> one.cpuPer(100_000)));
	}

	/** How many times as long as for the first quarter the client takes for all. */
	Spread growth(String client) {
		return Spread.of(of(client).stream().mapToDouble((one) -> {
			List<Mark> marks = one.marks();
			return (double) marks.getLast().time().toNanos() / marks.getFirst().time().toNanos();
		}));
	}

	/** Time and memory of the client's last round. */
	String growthTable(String client) {
		Measurement last = of(client).getLast();
		StringBuilder table = new StringBuilder("""
				| records | time | RSS |
				| ---: | ---: | ---: |
				""");
		for (int i = 0; i < last.marks().size(); i++) {
			Mark mark = last.marks().get(i);
			table.append("| %,d | %.1f s | %d MiB |%n".formatted(last.amount() >> (last.marks().size() - 1 - i),
					mark.time().toMillis() / 1e3, mark.rss() >> 20));
		}
		return table.toString();
	}

	/** The most memory in any round, in MiB. */
	long peakRss(String client) {
		return of(client).stream().mapToLong(Measurement::peakRss).max().orElse(0) >> 20;
	}

	/** One of those that are compared. */
	@FunctionalInterface
	interface Client {

		/**
		 * Does the work once, in a process of its own.
		 * @param round from 0
		 * @return what it took
		 */
		Measurement run(int round) throws Exception;

	}

}
