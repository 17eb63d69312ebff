package dev.loginstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Main class of {@code ./run bench}.
 */
final class Bench {

	private static final String HELP = """
			./run bench              measures everything and writes docs/benchmarks.md
			./run bench --quick      the same in small, prints only

			  --only NAME      one part alone, prints only; may be repeated: %s
			""";

	private final Sizes sizes;

	private final Report report;

	private Bench(Sizes sizes) {
		this.sizes = sizes;
		this.report = new Report(sizes);
	}

	/**
	 * Measures.
	 * @param args see {@link #HELP}
	 * @throws Exception if a server cannot be talked to
	 */
	static void main(String[] args) throws Exception {
		try {
			System.exit(run(List.of(args)));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			System.err.println("bench: " + ex.getMessage());
			System.exit((ex instanceof IllegalArgumentException) ? 2 : 1);
		}
	}

	private static int run(List<String> args) throws Exception {
		boolean quick = args.contains("--quick");
		Bench bench = new Bench(quick ? Sizes.QUICK : Sizes.FULL);
		Set<String> names = bench.parts().keySet();
		if (args.contains("--help")) {
			System.out.printf(HELP, String.join(", ", names));
			return 0;
		}
		Set<String> only = new TreeSet<>();
		for (Iterator<String> rest = args.iterator(); rest.hasNext();) {
			String option = rest.next();
			if (option.equals("--only")) {
				only.add(rest.hasNext() ? rest.next() : "nothing");
			}
			else if (!option.equals("--quick")) {
				throw new IllegalArgumentException("Unknown option " + option + "; ./run bench --help lists them");
			}
		}
		if (!names.containsAll(only)) {
			throw new IllegalArgumentException("Expected one of %s after --only but found %s".formatted(names, only));
		}
		bench.measure(only);
		System.out.println("\n" + bench.report);
		if (!quick && only.isEmpty()) {
			bench.report.writeTo(Path.of("docs", "benchmarks.md"));
			System.out.println("Written to docs/benchmarks.md");
		}
		return 0;
	}

	private Map<String, Part> parts() {
		Map<String, Part> parts = new LinkedHashMap<>();
		parts.put("function", new FunctionBenchmark());
		parts.put("start", new StartBenchmark());
		parts.put("generator", new GeneratorBenchmark());
		parts.put("processor", new ProcessorBenchmark());
		parts.put("indexer", new IndexerBenchmark());
		parts.put("steady", new SteadyBenchmark());
		parts.put("queries", new QueryBenchmark());
		parts.put("audit", new AuditBenchmark());
		return parts;
	}

	private void measure(Set<String> only) throws Exception {
		Path directory = Path.of(".local", "bench");
		delete(directory);
		try (Servers servers = new Servers(directory)) {
			Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
			System.out.println("Warming up the servers");
			new Training(servers).run();
			Lab lab = new Lab(servers, new Backlogs(servers, this.sizes), this.sizes, this.report);
			for (Map.Entry<String, Part> part : parts().entrySet()) {
				if (only.isEmpty() || only.contains(part.getKey())) {
					System.out.println("\nMeasuring: " + part.getKey());
					part.getValue().run(lab);
				}
			}
		}
	}

	private static void delete(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	/** What can be measured alone. */
	@FunctionalInterface
	interface Part {

		/**
		 * Measures and reports.
		 * @param lab all that it needs
		 */
		void run(Lab lab) throws Exception;

	}

}
