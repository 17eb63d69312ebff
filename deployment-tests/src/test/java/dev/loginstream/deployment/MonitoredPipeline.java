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

	private static final String BUNDLE = "--spring.ssl.bundle.jks.test.";

	private final Map<LoginService, Integer> ports = new EnumMap<>(LoginService.class);

	private final Path directory;

	private final String bootstrapServers;

	private final List<JvmProcess> servers;

	private final List<JvmProcess> services;

	private MonitoredPipeline(Path directory) {
		int kafkaPort = LocalServers.freePort();
		int nodePort = LocalServers.freePort();
		this.directory = directory;
		this.bootstrapServers = "localhost:" + kafkaPort;
		this.servers = Stream.of(LocalServers.kafka(directory, kafkaPort), LocalServers.openSearch(directory, nodePort))
			.map(JvmProcess::shortLived)
			.toList();
		this.services = List.of(
				service(LoginService.GENERATOR, "--login.generator.rate=20", "--login.generator.bad-share=0.02"),
				service(LoginService.PROCESSOR, "--login.processor.instance=test"),
				service(LoginService.INDEXER, "--login.indexer.instance=test", "--login.indexer.index.replicas=0",
						"--opensearch.uris=http://localhost:" + nodePort));
	}

	static MonitoredPipeline start(Path directory) throws IOException, InterruptedException {
		createCertificate(directory);
		MonitoredPipeline pipeline = new MonitoredPipeline(directory);
		pipeline.servers.forEach(JvmProcess::start);
		pipeline.services.forEach(JvmProcess::start);
		pipeline.all().forEach((process) -> process.awaitReady(LONGEST_START));
		return pipeline;
	}

	private static void createCertificate(Path directory) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "service", "-keyalg", "EC", "-dname", "CN=service", "-validity", "90",
				"-keystore", directory.resolve("service.p12").toString(), "-storepass", "changeit")
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
	}

	private JvmProcess service(LoginService service, String... settings) {
		int port = LocalServers.freePort();
		this.ports.put(service, port);
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("--spring.kafka.bootstrap-servers=" + this.bootstrapServers);
		all.add(BUNDLE + "keystore.location=" + this.directory.resolve("service.p12").toUri());
		all.add(BUNDLE + "keystore.password=changeit");
		return service.on(this.directory, port, () -> all).shortLived();
	}

	int port(LoginService service) {
		return this.ports.get(service);
	}

	private Stream<JvmProcess> all() {
		return Stream.of(this.servers, this.services).flatMap(List::stream);
	}

	@Override
	public void close() {
		Stream.of(this.services, this.servers).forEach((processes) -> {
			processes.forEach(JvmProcess::terminate);
			processes.forEach(JvmProcess::close);
		});
	}

}
