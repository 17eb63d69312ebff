package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The servers and the three services, each with a certificate, on free ports. Some of the
 * generated events are bad.
 */
final class MonitoredPipeline implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofSeconds(120);

	private static final String KEY_STORE = "service.p12";

	private static final String CERTIFICATE = "service.pem";

	private static final String PASSWORD = "changeit";

	private final Map<LoginService, Integer> ports = new EnumMap<>(LoginService.class);

	private final int pagePort = LocalServers.freePort();

	private final Path directory;

	private final String bootstrapServers;

	private final List<JvmProcess> servers;

	private final JvmProcess processor;

	private final JvmProcess indexer;

	private final JvmProcess generator;

	private MonitoredPipeline(Path directory) {
		int kafkaPort = LocalServers.freePort();
		int nodePort = LocalServers.freePort();
		this.directory = directory;
		this.bootstrapServers = "localhost:" + kafkaPort;
		this.servers = Stream.of(LocalServers.kafka(directory, kafkaPort), LocalServers.openSearch(directory, nodePort))
			.map(JvmProcess::shortLived)
			.toList();
		String keyStore = "--spring.ssl.bundle.jks.test.keystore.location=" + directory.resolve(KEY_STORE).toUri();
		String keyStorePassword = "--spring.ssl.bundle.jks.test.keystore.password=" + PASSWORD;
		this.processor = service(LoginService.PROCESSOR, keyStore, keyStorePassword, "--login.processor.instance=test");
		this.indexer = service(LoginService.INDEXER, keyStore, keyStorePassword, "--login.indexer.instance=test",
				"--login.indexer.index.replicas=0", "--opensearch.uris=http://localhost:" + nodePort,
				"--server.port=" + this.pagePort);
		// Nothing but a trust store, as a service has that only connects to others.
		this.generator = service(LoginService.GENERATOR,
				"--spring.ssl.bundle.pem.test.truststore.certificate=" + directory.resolve(CERTIFICATE).toUri(),
				"--login.generator.rate=20", "--login.generator.bad-share=0.02");
	}

	static MonitoredPipeline start(Path directory) throws IOException, InterruptedException {
		keytool(directory, "-genkeypair", "-alias", "service", "-keyalg", "EC", "-dname", "CN=service", "-validity",
				"90");
		keytool(directory, "-exportcert", "-alias", "service", "-rfc", "-file", CERTIFICATE);
		MonitoredPipeline pipeline = new MonitoredPipeline(directory);
		try {
			start(pipeline.servers);
			start(List.of(pipeline.processor, pipeline.indexer));
			// Last, since what it sends before the others are there is late.
			start(List.of(pipeline.generator));
			return pipeline;
		}
		catch (RuntimeException ex) {
			pipeline.close();
			throw ex;
		}
	}

	private static void start(List<JvmProcess> processes) {
		processes.forEach(JvmProcess::start);
		processes.forEach((process) -> process.awaitReady(LONGEST_START));
	}

	private static void keytool(Path directory, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-keystore", KEY_STORE, "-storepass", PASSWORD));
		Process keytool = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("keytool.log").toFile())
			.start();
		assertThat(keytool.waitFor()).as("%s", command).isZero();
	}

	private JvmProcess service(LoginService service, String... settings) {
		int port = LocalServers.freePort();
		this.ports.put(service, port);
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("--spring.kafka.bootstrap-servers=" + this.bootstrapServers);
		return service.on(this.directory, port, () -> all).shortLived();
	}

	int port(LoginService service) {
		return this.ports.get(service);
	}

	/** Of the indexer's page and API. */
	int pagePort() {
		return this.pagePort;
	}

	String bootstrapServers() {
		return this.bootstrapServers;
	}

	/** The service that nobody waits for. */
	JvmProcess generator() {
		return this.generator;
	}

	@Override
	public void close() {
		stop(List.of(this.generator, this.processor, this.indexer));
		stop(this.servers);
	}

	private static void stop(List<JvmProcess> processes) {
		processes.forEach(JvmProcess::terminate);
		processes.forEach(JvmProcess::close);
	}

}
