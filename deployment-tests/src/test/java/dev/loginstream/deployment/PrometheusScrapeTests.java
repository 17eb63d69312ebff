package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules and the dashboards on a Prometheus that scrapes the services as they are.
 */
class PrometheusScrapeTests {

	private static final Path DASHBOARDS = Path.of("..", "deploy", "grafana", "dashboards");

	/** What one rule records is read by another. */
	private static final Duration PATIENCE = Duration.ofSeconds(180);

	private static MonitoredPipeline pipeline;

	private static MonitoringServer prometheus;

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		List<String> command = Tool.PROMETHEUS.command("--config.file=" + directory.resolve("run.yml"),
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=localhost:" + port);
		pipeline = MonitoredPipeline.start(directory);
		Files.writeString(directory.resolve("run.yml"), configuration(port));
		prometheus = MonitoringServer.start(command, port, directory.resolve("prometheus.log"));
	}

	private static String configuration(int port) throws IOException {
		return Files.readString(Rule.PROMETHEUS.resolve("run.yml"))
			// As often as Prometheus can, so that nobody waits for the clock.
			.replace("scrape_interval: 5s", "scrape_interval: 1s")
			.replace("evaluation_interval: 15s", "evaluation_interval: 1s")
			.replace("localhost:8081", "localhost:" + pipeline.port(LoginService.GENERATOR))
			.replace("localhost:8082", "localhost:" + pipeline.port(LoginService.PROCESSOR))
			.replace("localhost:8083", "localhost:" + pipeline.port(LoginService.INDEXER))
			.replace("localhost:9090", "localhost:" + port)
			.replace("rules/*.yml", Rule.PROMETHEUS.resolve("rules/*.yml").toAbsolutePath().toString());
	}

	@AfterAll
	static void stop() {
		if (prometheus != null) {
			prometheus.close();
		}
		if (pipeline != null) {
			pipeline.close();
		}
	}

	@Test
	void everyTargetIsUp() {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(prometheus.get("/api/v1/targets").at("/data/activeTargets")).hasSize(4)
				.allSatisfy((target) -> assertThat(target.get("health").asString()).isEqualTo("up")));
	}

	@Test
	void whatTheRulesSelectIsThere() {
		Set<String> selectors = new TreeSet<>();
		Rule.all().forEach((rule) -> {
			selectors.addAll(PromQl.selectors(rule.expr()));
			selectors.addAll(Stream.ofNullable(rule.record()).toList());
		});

		assertThat(selectors).isNotEmpty();
		awaitResults(selectors);
	}

	@Test
	void whatTheDashboardsAskForIsThere() throws IOException {
		Set<String> metrics = new TreeSet<>();
		for (String expression : dashboardExpressions()) {
			assertThat(prometheus.get("/api/v1/query", "query", expression).at("/status").asString())
				.isEqualTo("success");
			metrics.addAll(PromQl.metricNames(expression));
		}

		assertThat(metrics).isNotEmpty();
		awaitResults(metrics);
	}

	@Test
	void rulesAreEvaluatedWithoutErrorsAndFindNothingWrong() {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(rules()).hasSize((int) Rule.all().count())
				.allSatisfy((rule) -> assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok"));
			assertThat(alerts()).isEmpty();
		});
	}

	@Test
	void killedServiceRaisesAlertsUntilItIsBack() {
		JvmProcess generator = pipeline.generator();

		generator.kill();

		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(alerts()).contains("LoginServiceDown login-generator",
					"LoginInstanceDown login-generator"));
		generator.start().awaitReady(PATIENCE);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).isEmpty());
	}

	@Test
	void certificatesAreWatchedInKeyStoresAndTrustStores() {
		assertThat(List.of("{job=\"login-processor\",source=\"keystore\"}",
				"{job=\"login-indexer\",source=\"keystore\"}", "{job=\"login-generator\",source=\"truststore\"}"))
			.allSatisfy((store) -> Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(query("ssl_chain_expiry_seconds" + store)).as(store).hasSize(1)));
	}

	private static List<JsonNode> rules() {
		return prometheus.get("/api/v1/rules").findValues("rules").stream().flatMap(JsonNode::valueStream).toList();
	}

	/** Those that fire and those that will if it goes on. */
	private static List<String> alerts() {
		return prometheus.get("/api/v1/alerts")
			.at("/data/alerts")
			.valueStream()
			.map((alert) -> alert.at("/labels/alertname").asString() + " " + alert.at("/labels/job").asString())
			.toList();
	}

	private static void awaitResults(Set<String> queries) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(queries).filteredOn((each) -> query(each).isEmpty())
				.as("without result")
				.isEmpty());
	}

	private static JsonNode query(String expression) {
		return prometheus.get("/api/v1/query", "query", expression).at("/data/result");
	}

	private static List<String> dashboardExpressions() throws IOException {
		try (Stream<Path> files = Files.list(DASHBOARDS)) {
			return files.filter((file) -> file.toString().endsWith(".json"))
				.map((file) -> JsonMapper.shared().readTree(file))
				.flatMap((dashboard) -> dashboard.findValues("targets").stream())
				.flatMap(JsonNode::valueStream)
				.filter((target) -> target.has("expr"))
				.map((target) -> PromQl.withoutVariables(target.get("expr").asString()))
				.toList();
		}
	}

}
