package dev.loginstream.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.loginstream.infrastructure.LoginService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the manifests ask of the services, asked of the services as they are.
 */
class KubernetesProbeTests {

	private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

	/** Settings that {@code kafka-topics.yaml} has from the services. */
	private static final List<String> SETTINGS = List.of("max.message.bytes", "message.timestamp.type");

	private static final String MANAGEMENT = "management";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static List<Manifest> manifests;

	private static MonitoredPipeline pipeline;

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		manifests = Manifest.rendered("dev");
		pipeline = MonitoredPipeline.start(directory);
	}

	@AfterAll
	static void stop() {
		if (pipeline != null) {
			pipeline.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void serviceAnswersItsProbes(LoginService service) throws Exception {
		JsonNode container = container(service);

		for (String probe : PROBES) {
			HttpResponse<String> answer = get(service, container.at("/" + probe + "/httpGet/path").stringValue());
			assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(200);
			assertThat(answer.body()).contains("\"status\":\"UP\"");
		}
	}

	@ParameterizedTest
	@EnumSource
	void probesAskThePortOnWhichTheImageServesThem(LoginService service) throws IOException {
		JsonNode container = container(service);

		assertThat(PROBES).allSatisfy(
				(probe) -> assertThat(container.at("/" + probe + "/httpGet/port").stringValue()).isEqualTo(MANAGEMENT));
		assertThat(Files.readAllLines(Path.of("..", "Dockerfile")))
			.contains("ENV MANAGEMENT_SERVER_PORT=" + port(container, MANAGEMENT));
	}

	@Test
	void indexerServesPageAndApiOnAPortOfTheirOwn() throws Exception {
		JsonNode settings = JsonMapper.shared()
			.valueToTree(Rule.yaml(Path.of("..", "login-indexer-service/src/main/resources/application.yml")));

		assertThat(port(container(LoginService.INDEXER), "http")).isEqualTo(settings.at("/server/port").intValue());
		assertThat(get(pipeline.pagePort(), "/v3/api-docs").statusCode()).isEqualTo(200);
		assertThat(get(pipeline.pagePort(), "/actuator/health").statusCode()).isEqualTo(404);
		assertThat(get(pipeline.port(LoginService.INDEXER), "/v3/api-docs").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource
	void prometheusFindsTheMetricsOfTheService(LoginService service) throws Exception {
		JsonNode endpoint = Manifest.in("components/monitoring/pod-monitor.yaml")
			.getFirst()
			.at("/spec/podMetricsEndpoints/0");

		assertThat(endpoint.get("port").stringValue()).isEqualTo(MANAGEMENT);
		assertThat(get(service, endpoint.get("path").stringValue()).body()).contains("# TYPE login_");
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-login", "processed-user-login", "user-login-dlt", "user-login-redrive" })
	void topicIsAsTheServicesMakeIt(String name) throws Exception {
		JsonNode wanted = Manifest.in("overlays/production/kafka-topics.yaml")
			.stream()
			.filter((topic) -> topic.name().equals(name))
			.findFirst()
			.orElseThrow()
			.at("/spec");
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);

		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrapServers()))) {
			TopicDescription topic = admin.describeTopics(List.of(name)).topicNameValues().get(name).get();
			Config config = admin.describeConfigs(List.of(resource)).values().get(resource).get();

			assertThat(topic.partitions()).hasSize(wanted.get("partitions").intValue());
			assertThat(SETTINGS).allSatisfy((setting) -> assertThat(wanted.at("/config").get(setting).asString())
				.isEqualTo(config.get(setting).value()));
		}
	}

	@Test
	void eachServiceHasADeployment() {
		assertThat(manifests).filteredOn((manifest) -> manifest.isA("Deployment"))
			.hasSize(LoginService.values().length);
	}

	private static JsonNode container(LoginService service) {
		String name = "login-%s-service".formatted(service.name().toLowerCase(Locale.ROOT));
		return manifests.stream()
			.filter((manifest) -> manifest.isA("Deployment") && manifest.name().equals(name))
			.findFirst()
			.orElseThrow()
			.pod()
			.at("/containers/0");
	}

	private static int port(JsonNode container, String name) {
		return container.get("ports")
			.valueStream()
			.filter((port) -> port.get("name").stringValue().equals(name))
			.findFirst()
			.orElseThrow()
			.get("containerPort")
			.intValue();
	}

	private static HttpResponse<String> get(LoginService service, String path)
			throws IOException, InterruptedException {
		return get(pipeline.port(service), path);
	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + port).resolve(path);
		return HTTP.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
	}

}
