package dev.loginstream.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

/**
 * A broker and a node of this run alone, and the processes that are measured on them.
 */
final class Servers implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private final Path directory;

	private final JvmProcess broker;

	private final JvmProcess node;

	private final Kafka kafka;

	private final OpenSearch openSearch;

	private final List<JvmProcess> measured = new ArrayList<>();

	/**
	 * Starts both servers.
	 * @param directory for their data, and all logs
	 */
	Servers(Path directory) {
		this.directory = directory;
		int kafkaPort = LocalServers.freePort();
		int openSearchPort = LocalServers.freePort();
		this.broker = LocalServers.kafka(directory, kafkaPort);
		this.node = LocalServers.openSearch(directory, openSearchPort);
		this.kafka = new Kafka("localhost:" + kafkaPort);
		this.openSearch = new OpenSearch(URI.create("http://localhost:" + openSearchPort));
		this.broker.start();
		this.node.start();
		this.broker.awaitReady(LONGEST_START);
		this.node.awaitReady(LONGEST_START);
	}

	Kafka kafka() {
		return this.kafka;
	}

	OpenSearch openSearch() {
		return this.openSearch;
	}

	JvmProcess broker() {
		return this.broker;
	}

	JvmProcess node() {
		return this.node;
	}

	/** Lets the pipeline begin anew on its own topics. */
	void reset() throws Exception {
		for (String group : List.of("login-processor", "login-indexer")) {
			this.kafka.deleteGroup(group);
		}
		for (String topic : List.of("user-login", "processed-user-login")) {
			this.kafka.deleteTopic(topic);
		}
		this.openSearch.deleteIndices();
	}

	Stopwatch stopwatch() {
		return new Stopwatch(List.of(this.broker, this.node));
	}

	/**
	 * A service on these servers, not yet started.
	 * @param service which
	 * @param settings {@code --key=value} each
	 */
	JvmProcess service(LoginService service, String... settings) {
		return service(service, LocalServers.freePort(), settings);
	}

	/**
	 * A service on these servers, not yet started.
	 * @param service which
	 * @param managementPort where it serves its health and metrics
	 * @param settings {@code --key=value} each
	 */
	JvmProcess service(LoginService service, int managementPort, String... settings) {
		List<String> all = new ArrayList<>(List.of("--spring.kafka.bootstrap-servers=" + this.kafka.address()));
		switch (service) {
			case GENERATOR -> {
			}
			case PROCESSOR -> all.add("--login.processor.instance=bench");
			case INDEXER -> all.addAll(List.of("--login.indexer.instance=bench", "--login.indexer.index.replicas=0",
					"--opensearch.uris=" + this.openSearch.address()));
		}
		all.addAll(List.of(settings));
		return measured(service.on(this.directory, managementPort, () -> all));
	}

	/**
	 * A plain client as a process, not yet started.
	 * @param main its main class
	 * @param heap its largest heap, as {@code -Xmx} has it
	 * @param arguments of the main method
	 */
	JvmProcess plain(Class<?> main, String heap, Object... arguments) {
		List<String> command = new ArrayList<>(List.of("-Xmx" + heap, "-XX:+UseSerialGC",
				"-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), main.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return measured(JvmProcess.of(main.getSimpleName(), this.directory, command));
	}

	private synchronized JvmProcess measured(JvmProcess process) {
		this.measured.add(process);
		return process;
	}

	@Override
	public synchronized void close() {
		this.measured.forEach(JvmProcess::close);
		this.kafka.close();
		this.broker.terminate();
		this.node.close();
		this.broker.close();
	}

}
