package dev.loginstream.deployment;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Prometheus or an Alertmanager of the test's own, and its HTTP API.
 */
final class MonitoringServer implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final URI uri;

	private MonitoringServer(Process process, int port) {
		this.process = process;
		this.uri = URI.create("http://localhost:" + port);
	}

	static MonitoringServer start(List<String> command, int port, Path log) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		MonitoringServer server = new MonitoringServer(process, port);
		Awaitility.await()
			.atMost(LONGEST_START)
			.failFast(log + " says why it ended", () -> !process.isAlive())
			.until(server::isReady);
		return server;
	}

	private boolean isReady() throws IOException, InterruptedException {
		try {
			return send(HttpRequest.newBuilder(this.uri.resolve("/-/ready"))).statusCode() == 200;
		}
		catch (ConnectException ex) {
			return false;
		}
	}

	JsonNode get(String path) {
		return json(HttpRequest.newBuilder(this.uri.resolve(path)));
	}

	JsonNode get(String path, String parameter, String value) {
		return get(path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
	}

	void post(String path, String json) {
		json(HttpRequest.newBuilder(this.uri.resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private JsonNode json(HttpRequest.Builder request) {
		try {
			HttpResponse<String> answer = send(request);
			assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(200);
			return JsonMapper.shared().readTree(answer.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
		this.http.close();
	}

}
