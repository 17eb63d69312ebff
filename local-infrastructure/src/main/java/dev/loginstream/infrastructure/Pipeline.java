package dev.loginstream.infrastructure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The five processes on their usual ports.
 */
final class Pipeline {

	static final int KAFKA_PORT = 9092;

	static final int OPENSEARCH_PORT = 9200;

	static final int PAGE_PORT = 8080;

	private final JvmProcess kafka;

	private final JvmProcess openSearch;

	private final JvmProcess generator;

	private final JvmProcess processor;

	private final JvmProcess indexer;

	private volatile @Nullable LongSupplier remainingEvents;

	private Pipeline(Path directory, RunOptions options) {
		this.kafka = LocalServers.kafka(directory, KAFKA_PORT);
		this.openSearch = LocalServers.openSearch(directory, OPENSEARCH_PORT);
		this.generator = service(LoginService.GENERATOR, directory, options);
		this.processor = service(LoginService.PROCESSOR, directory, options);
		this.indexer = service(LoginService.INDEXER, directory, options);
		all().forEach(JvmProcess::trainingCache);
	}

	/**
	 * The processes, not yet started.
	 * @param directory for data and logs
	 * @param options what to pass to the services
	 * @return the pipeline
	 */
	static Pipeline in(Path directory, RunOptions options) {
		return new Pipeline(directory, options);
	}

	/**
	 * Lets the generator end.
	 * @param remainingEvents how many it still has to send, asked for at every start
	 */
	void limit(LongSupplier remainingEvents) {
		this.remainingEvents = remainingEvents;
	}

	private JvmProcess service(LoginService service, Path directory, RunOptions options) {
		return service.on(directory, service.managementPort(),
				() -> options.settingsOf(service, defaults(service, directory)));
	}

	private Map<String, String> defaults(LoginService service, Path directory) {
		return switch (service) {
			case GENERATOR -> generatorDefaults(directory);
			// The same name after a restart: it ends what the killed instance left open.
			case PROCESSOR -> Map.of("--login.processor.instance", "local");
			// One node holds no replicas. The audit is soon for somebody who watches, and
			// later than the index's refresh.
			case INDEXER -> Map.of("--login.indexer.instance", "local", "--login.indexer.index.replicas", "0",
					"--login.indexer.audit.interval", "1s", "--login.indexer.audit.settling", "3s",
					"--login.indexer.audit.recheck", "5s",
					// What is known of users, and a repair, are for this machine alone.
					"--management.server.address", "localhost", "--server.address", "localhost", "--server.port",
					String.valueOf(PAGE_PORT));
		};
	}

	private Map<String, String> generatorDefaults(Path directory) {
		Map<String, String> defaults = new LinkedHashMap<>();
		// Often enough for somebody who watches.
		defaults.put("--login.generator.realistic.incident-interval", "30s");
		defaults.put("--login.generator.realistic.ground-truth", directory.resolve("ground-truth.jsonl").toString());
		LongSupplier remaining = this.remainingEvents;
		if (remaining != null) {
			defaults.put("--login.generator.count", String.valueOf(remaining.getAsLong()));
		}
		return defaults;
	}

	JvmProcess kafka() {
		return this.kafka;
	}

	JvmProcess openSearch() {
		return this.openSearch;
	}

	JvmProcess generator() {
		return this.generator;
	}

	JvmProcess processor() {
		return this.processor;
	}

	JvmProcess indexer() {
		return this.indexer;
	}

	List<JvmProcess> all() {
		return List.of(this.kafka, this.openSearch, this.generator, this.processor, this.indexer);
	}

	/** Whether stopping takes half a minute longer, once. */
	boolean hasCachesToWrite() {
		return all().stream().anyMatch(JvmProcess::hasCacheToWrite);
	}

	/** Stops the services, then the servers, and waits for both. */
	void stop() {
		stop(List.of(this.generator, this.processor, this.indexer));
		stop(List.of(this.kafka, this.openSearch));
	}

	private static void stop(List<JvmProcess> processes) {
		processes.forEach(JvmProcess::terminate);
		processes.forEach(JvmProcess::close);
	}

}
