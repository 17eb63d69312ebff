package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Main class of {@code ./run}: the pipeline on its usual ports, kept running until
 * Ctrl-C, or until a number of events went through it.
 */
final class Run {

	private static final Duration LONGEST_START = Duration.ofMinutes(3);

	private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

	private static final String KAFKA = "localhost:" + Pipeline.KAFKA_PORT;

	private static final URI OPENSEARCH = URI.create("http://localhost:" + Pipeline.OPENSEARCH_PORT);

	private final RunOptions options;

	private final Terminal terminal = new Terminal(System.out);

	private final Supervisor supervisor = new Supervisor(this.terminal::print);

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Pipeline pipeline;

	private Run(RunOptions options, Path directory) {
		this.options = options;
		this.pipeline = Pipeline.in(directory, options);
	}

	/**
	 * Runs the pipeline, or a tool.
	 * @param args see {@link RunOptions#HELP}
	 * @throws Exception if a tool fails
	 */
	static void main(String[] args) throws Exception {
		if (args.length > 0 && KafkaTools.has(args[0])) {
			KafkaTools.run(args);
		}
		else if (args.length > 0 && args[0].equals("redrive")) {
			System.exit(Redrive.run(Arrays.copyOfRange(args, 1, args.length), System.out, System.err));
		}
		else if (List.of(args).contains("--help")) {
			System.out.print(RunOptions.HELP);
		}
		else {
			System.exit(run(args));
		}
	}

	private static int run(String[] args) throws InterruptedException {
		try {
			RunOptions options = RunOptions.parse(args);
			Path directory = ProjectHome.find().resolve(".local");
			Preflight.check(directory, options.fresh());
			return new Run(options, directory).execute();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			System.err.println("run: " + ex.getMessage());
			return (ex instanceof IllegalArgumentException) ? 2 : 1;
		}
	}

	private int execute() throws InterruptedException {
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
		long start = System.nanoTime();
		List.of(this.pipeline.kafka(), this.pipeline.openSearch(), this.pipeline.processor(), this.pipeline.indexer())
			.forEach(this.supervisor::keepRunning);
		StatusLine status = new StatusLine();
		return (this.options.events() > 0) ? runEvents(start, status) : runEndless(start, status);
	}

	private int runEndless(long start, StatusLine status) throws InterruptedException {
		this.supervisor.keepRunning(this.pipeline.generator());
		awaitReady(start);
		while (!this.stopping.await(1, TimeUnit.SECONDS)) {
			this.terminal.status(status.read());
		}
		return 0;
	}

	private int runEvents(long start, StatusLine status) throws InterruptedException {
		this.pipeline.kafka().awaitReady(LONGEST_START);
		try (EventCounts counts = new EventCounts(KAFKA, new DocumentCount(OPENSEARCH))) {
			this.pipeline.limit(() -> this.options.events() - counts.generated());
			CompletableFuture<Void> generated = this.supervisor.keepRunning(this.pipeline.generator());
			awaitReady(start);
			return awaitAgreement(counts, generated, status);
		}
	}

	private void awaitReady(long start) throws InterruptedException {
		List<JvmProcess> waiting = new ArrayList<>(this.pipeline.all());
		while (!waiting.isEmpty() && !this.stopping.await(100, TimeUnit.MILLISECONDS)) {
			double seconds = (System.nanoTime() - start) / 1e9;
			waiting.removeIf((process) -> {
				// A generator that has sent all its events has ended.
				boolean ready = process.isReady() || (process == this.pipeline.generator() && !process.isAlive());
				if (ready) {
					this.terminal.print("  %-12s ready after %4.1f s".formatted(process.name(), seconds));
				}
				return ready;
			});
			if (seconds > LONGEST_START.toSeconds()) {
				throw new IllegalStateException("%s is not ready after %d s, see %s"
					.formatted(waiting.getFirst().name(), LONGEST_START.toSeconds(), waiting.getFirst().log()));
			}
		}
		this.terminal.print("""

				  Page         http://localhost:%3$d
				  Logins       %1$s/processed-user-login-index/_search?pretty
				  Health       http://localhost:8081/actuator/health   (generator; 8082 processor, 8083 indexer)
				  Metrics      http://localhost:8081/actuator/prometheus   (likewise)
				  Kafka        %2$s   (./run kafka-topics --list)
				  Data, logs   .local
				""".formatted(OPENSEARCH, KAFKA, Pipeline.PAGE_PORT));
	}

	private int awaitAgreement(EventCounts counts, CompletableFuture<Void> generated, StatusLine status)
			throws InterruptedException {
		EventCounts.Snapshot snapshot = EventCounts.Snapshot.NONE;
		long lastProgress = System.nanoTime();
		while (!this.stopping.await(1, TimeUnit.SECONDS)) {
			this.terminal.status(status.read());
			if (!generated.isDone()) {
				lastProgress = System.nanoTime();
				continue;
			}
			try {
				EventCounts.Snapshot now = counts.read();
				if (!now.equals(snapshot)) {
					lastProgress = System.nanoTime();
				}
				snapshot = now;
			}
			catch (IOException ex) {
				this.terminal.status("OpenSearch does not answer");
			}
			if (snapshot.agrees(this.options.events())) {
				this.terminal.print("\n" + snapshot.table() + "\nThe counts agree.");
				return this.options.isAudited() ? awaitAudit(counts, status) : 0;
			}
			if (System.nanoTime() - lastProgress > LONGEST_STANDSTILL.toNanos()) {
				this.terminal.print("\n" + snapshot.table() + "\nThe counts do not agree, and nothing has moved for "
						+ LONGEST_STANDSTILL.toSeconds() + " s.");
				return 1;
			}
		}
		return 1;
	}

	private int awaitAudit(EventCounts counts, StatusLine status) throws InterruptedException {
		AuditProgress progress = AuditProgress.NONE;
		long lastProgress = System.nanoTime();
		while (!this.stopping.await(1, TimeUnit.SECONDS)) {
			this.terminal.status(status.read());
			AuditProgress now = AuditProgress.of(Scrape.of(LoginService.INDEXER.managementPort()));
			if (!now.equals(progress)) {
				lastProgress = System.nanoTime();
			}
			progress = now;
			if (progress.isComplete(counts.end())) {
				this.terminal.print(progress.summary());
				return 0;
			}
			if (System.nanoTime() - lastProgress > LONGEST_STANDSTILL.toNanos()) {
				this.terminal.print(progress.summary()
						+ "\nThe audit has not accounted for all %,d offsets, and nothing has moved for %d s, see %s."
							.formatted(counts.end(), LONGEST_STANDSTILL.toSeconds(), this.pipeline.indexer().log()));
				return 1;
			}
		}
		return 1;
	}

	private void stop() {
		this.stopping.countDown();
		this.supervisor.stop();
		this.terminal.print(this.pipeline.hasCachesToWrite()
				? "Stopping; this once it takes longer, to write what makes the next start faster" : "Stopping");
		this.pipeline.stop();
		this.terminal.print("Stopped; data and logs stay in .local");
	}

}
