package dev.loginstream.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;

/**
 * A broker, a node and the services on them, for one test class alone.
 */
public final class OwnPipeline implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofSeconds(120);

	private final String bootstrapServers;

	private final URI openSearch;

	private final List<JvmProcess> servers;

	private final Services services;

	/**
	 * Starts all of it, and waits until it is ready.
	 * @param directory for data and logs
	 * @param indexerSettings further settings of the indexer
	 */
	public OwnPipeline(Path directory, String... indexerSettings) {
		int kafkaPort = LocalServers.freePort();
		int nodePort = LocalServers.freePort();
		this.bootstrapServers = "localhost:" + kafkaPort;
		this.openSearch = URI.create("http://localhost:" + nodePort);
		this.servers = List.of(LocalServers.kafka(directory, kafkaPort).start(),
				LocalServers.openSearch(directory, nodePort).start());
		this.services = new Services(directory, this.bootstrapServers, this.openSearch, false, indexerSettings);
		try {
			this.servers.forEach((server) -> server.awaitReady(LONGEST_START));
			this.services.start();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/** Address of the broker. */
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

	/** Address of the node's REST API. */
	public URI openSearch() {
		return this.openSearch;
	}

	/** Processor and indexer, and generators on demand. */
	public Services services() {
		return this.services;
	}

	@Override
	public void close() {
		this.services.close();
		this.servers.forEach(JvmProcess::terminate);
		this.servers.forEach(JvmProcess::close);
	}

}
