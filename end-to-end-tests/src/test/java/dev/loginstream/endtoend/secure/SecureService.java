package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One service process that connects by Boot's SSL bundles, as its settings alone say.
 */
final class SecureService implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int managementPort = LocalServers.freePort();

	private final int pagePort = LocalServers.freePort();

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
		if (service == LoginService.INDEXER) {
			set("server.port", this.pagePort);
		}
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

	void awaitLogged(String logger, String text) {
		awaitLogged(logger, text, 1);
	}

	/** What the indexer's API answers. */
	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get(this.pagePort, path);
	}

	/** Waits until the indexer's audit has found so many records, and nothing wrong. */
	void awaitVerified(long records) {
		Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
			JsonNode report = JsonMapper.shared().readTree(get(this.managementPort, "/actuator/reconciliation").body());
			assertThat(report.path("verified").asLong()).isEqualTo(records);
			assertThat(report.at("/missing/count").asLong(-1)).isZero();
			assertThat(report.at("/duplicate/count").asLong(-1)).isZero();
		});
	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:%d%s".formatted(port, path));
		return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	private void awaitLogged(String logger, String text, int times) {
		Awaitility.await(this.name + ": " + text)
			.atMost(TIMEOUT)
			// There is no log before the start.
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> log(logger).stream().filter((line) -> line.contains(text)).count() >= times);
	}

	/**
	 * The service tries again and again, says why in one line each, and is well itself.
	 * @param logger that says so, and nothing else meanwhile
	 * @param cause in each line and in the health group
	 * @param dependency that cannot be reached
	 */
	void assertFailsClosed(String logger, String cause, String dependency) throws Exception {
		awaitLogged(logger, cause, 3);
		// On a busy machine a first try may be over before there is an answer.
		assertThat(log(logger))
			.allMatch((line) -> line.contains("WARN") && (line.contains(cause) || line.contains("Timeout")));
		assertNoStackTrace();
		assertFailsTo(dependency, cause);
	}

	/** Is well itself, and names what cannot be reached and why. */
	void assertFailsTo(String dependency, String cause) throws Exception {
		assertAlive();
		// On a busy machine the two seconds for an answer may be over first.
		Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
			JsonNode health = health("dependencies").at("/components/" + dependency);
			assertThat(health.path("status").asString()).isEqualTo("DOWN");
			assertThat(health.at("/details/error").asString()).contains(cause);
		});
	}

	void assertAlive() throws Exception {
		assertThat(health("liveness").path("status").asString()).isEqualTo("UP");
		assertThat(health("readiness").path("status").asString()).isEqualTo("UP");
	}

	void assertNoStackTrace() throws IOException {
		assertThat(log("\tat ")).isEmpty();
	}

	private JsonNode health(String group) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(get(this.managementPort, "/actuator/health/" + group).body());
	}

	/** Its lines with such a text. */
	List<String> log(String containing) throws IOException {
		return Files.readAllLines(this.process.log()).stream().filter((line) -> line.contains(containing)).toList();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
