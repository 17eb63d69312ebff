package dev.loginstream.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

/**
 * The processor and the indexer on some broker and some node, and generators on demand.
 */
public final class Services implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofSeconds(120);

	private final Path directory;

	private final String bootstrapServers;

	private final boolean trainingCaches;

	private final int management = LocalServers.freePort();

	private final List<String> processorSettings = new ArrayList<>();

	private final JvmProcess processor;

	private final JvmProcess indexer;

	/**
	 * Services that are not yet started.
	 * @param directory for logs
	 * @param bootstrapServers of the broker
	 * @param openSearch the node
	 * @param trainingCaches whether they leave ahead-of-time caches behind
	 * @param indexerSettings further settings of the indexer
	 */
	public Services(Path directory, String bootstrapServers, URI openSearch, boolean trainingCaches,
			String... indexerSettings) {
		this.directory = directory;
		this.bootstrapServers = bootstrapServers;
		this.trainingCaches = trainingCaches;
		this.processorSettings.add("--login.processor.instance=test");
		this.processor = service(LoginService.PROCESSOR, LocalServers.freePort(), this.processorSettings);
		this.indexer = service(LoginService.INDEXER, this.management, Stream
			.concat(Stream.of("--login.indexer.instance=test", "--login.indexer.index.replicas=0",
					"--opensearch.uris=" + openSearch), Stream.of(indexerSettings))
			.toList());
	}

	/** Starts them, and waits until they are ready. */
	public Services start() {
		this.processor.start();
		this.indexer.start();
		this.processor.awaitReady(LONGEST_START);
		this.indexer.awaitReady(LONGEST_START);
		return this;
	}

	/** The processor. */
	public JvmProcess processor() {
		return this.processor;
	}

	/**
	 * Has the processor run with another setting, from its next start on.
	 * @param setting {@code --key=value}
	 */
	public void changeProcessor(String setting) {
		this.processorSettings.add(setting);
	}

	/** Where the indexer serves health and metrics. */
	public int management() {
		return this.management;
	}

	/** The indexer. */
	public JvmProcess indexer() {
		return this.indexer;
	}

	/**
	 * Starts a generator that ends by itself.
	 * @param settings of the generator
	 * @return its process
	 */
	public JvmProcess generate(String... settings) {
		return service(LoginService.GENERATOR, LocalServers.freePort(), List.of(settings)).start();
	}

	private JvmProcess service(LoginService service, int port, List<String> settings) {
		JvmProcess process = service.on(this.directory, port, () -> {
			List<String> all = new ArrayList<>(settings);
			all.add("--spring.kafka.bootstrap-servers=" + this.bootstrapServers);
			return all;
		}).shortLived();
		return this.trainingCaches ? process.trainingCache() : process;
	}

	@Override
	public void close() {
		this.processor.terminate();
		this.indexer.terminate();
		this.processor.close();
		this.indexer.close();
	}

}
