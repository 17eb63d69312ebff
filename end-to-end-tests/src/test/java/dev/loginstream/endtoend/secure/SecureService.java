package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service process that connects by Boot's SSL bundles, as its settings alone say.
 */
final class SecureService implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int managementPort = LocalServers.freePort();

	private final String name;

	private final Path directory;

	private final SecureBroker broker;

	private final Map<String, Object> settings = new LinkedHashMap<>();

	private final JvmProcess process;

	SecureService(LoginService service, String name, Path directory, Credentials kafka, SecureBroker broker) {
		this.name = name;
		this.directory = directory;
		this.broker = broker;
		Credentials own = kafka.copyTo(directory.resolve("kafka"));
		set("spring.kafka.security.protocol", "SSL");
		set("spring.kafka.ssl.bundle", "kafka");
		set("spring.ssl.bundle.pem.kafka.keystore.certificate", own.certificate());
		set("spring.ssl.bundle.pem.kafka.keystore.private-key", own.key());
		set("spring.ssl.bundle.pem.kafka.truststore.certificate", own.authority());
		on(SecureBroker.Listener.BROKER);
		this.process = service
			.on(directory, this.managementPort,
					() -> this.settings.entrySet().stream().map((setting) -> "--" + setting).toList())
			.shortLived();
	}

	SecureService on(SecureBroker.Listener listener) {
		return set("spring.kafka.bootstrap-servers", this.broker.address(listener));
	}

	SecureService trusting(CertificateAuthority authority) {
		return set("spring.ssl.bundle.pem.kafka.truststore.certificate", authority.certificate());
	}

	String name() {
		return this.name;
	}

	/** Replaces the files; Kafka's clients have read theirs when they were made. */
	void setCredentials(Credentials kafka) {
		kafka.copyTo(this.directory.resolve("kafka"));
	}

	SecureService set(String key, Object value) {
		this.settings.put(key, value);
		return this;
	}

	JvmProcess process() {
		return this.process;
	}

	/**
	 * Looks at a health group.
	 * @param group such as {@code liveness}
	 * @return the whole answer
	 */
	JsonNode health(String group) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:%d/actuator/health/%s".formatted(this.managementPort, group));
		return JsonMapper.shared()
			.readTree(HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
	}

	List<String> log() throws IOException {
		return new ArrayList<>(Files.readAllLines(this.process.log()));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
