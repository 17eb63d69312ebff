package dev.loginstream.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;

/**
 * The pipeline on a broker and a node from Maven jars.
 */
class LocalPipelineTests extends PipelineTests {

	private static final Duration LONGEST_START = Duration.ofSeconds(120);

	private JvmProcess kafka;

	private JvmProcess node;

	@Override
	Servers startServers(Path directory) {
		int kafkaPort = LocalServers.freePort();
		int nodePort = LocalServers.freePort();
		this.kafka = LocalServers.kafka(directory, kafkaPort).shortLived().trainingCache().start();
		this.node = LocalServers.openSearch(directory, nodePort).shortLived().trainingCache().start();
		this.kafka.awaitReady(LONGEST_START);
		this.node.awaitReady(LONGEST_START);
		return new Servers("localhost:" + kafkaPort, URI.create("http://localhost:" + nodePort));
	}

	@Override
	void stopServers() {
		this.kafka.terminate();
		this.node.terminate();
		this.kafka.close();
		this.node.close();
	}

	/** All later starts are faster by half, in other tests and in ./run. */
	@Override
	boolean trainsCaches() {
		return true;
	}

}
