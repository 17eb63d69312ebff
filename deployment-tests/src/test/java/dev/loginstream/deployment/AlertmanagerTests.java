package dev.loginstream.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loginstream.infrastructure.LocalServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AlertmanagerTests {

	private static final Path CONFIGURATION = Path.of("..", "deploy", "alertmanager", "alertmanager.yml");

	@Test
	void configurationIsValid() throws Exception {
		Tool.AMTOOL.run("check-config", CONFIGURATION.toString());
	}

	@ParameterizedTest
	@CsvSource({ "critical, on-call", "warning, team", "unheard-of, team" })
	void severityDecidesWhoIsTold(String severity, String receiver) throws Exception {
		assertThat(Tool.AMTOOL.run("config", "routes", "test", "--config.file=" + CONFIGURATION, "severity=" + severity,
				"alertname=LoginConsumerStuck", "job=login-indexer"))
			.isEqualToIgnoringNewLines(receiver);
	}

	@Test
	void whatFollowsFromAnotherAlertIsHeldBack(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		List<String> command = Tool.ALERTMANAGER.command("--config.file=" + CONFIGURATION,
				"--storage.path=" + directory.resolve("data"), "--web.listen-address=localhost:" + port,
				"--cluster.listen-address=");
		try (MonitoringServer alertmanager = MonitoringServer.start(command, port, directory.resolve("log"))) {
			alertmanager.post("/api/v2/alerts", """
					[{"labels":{"alertname":"LoginServiceDown","job":"login-indexer","severity":"critical"}},
					{"labels":{"alertname":"LoginConsumerMissing","job":"login-indexer","severity":"critical"}},
					{"labels":{"alertname":"LoginConsumerMissing","job":"login-processor","severity":"critical"}},
					{"labels":{"alertname":"LoginDeadLetters","job":"login-processor","severity":"critical"}},
					{"labels":{"alertname":"LoginDeadLetters","job":"login-processor","severity":"warning"}},
					{"labels":{"alertname":"LoginCertificateExpiring","job":"login-processor","chain":"a",\
					"severity":"critical"}},
					{"labels":{"alertname":"LoginCertificateExpiring","job":"login-processor","chain":"a",\
					"severity":"warning"}},
					{"labels":{"alertname":"LoginCertificateExpiring","job":"login-processor","chain":"b",\
					"severity":"warning"}}]""");

			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(heldBack(alertmanager)).containsExactlyInAnyOrder(
						"LoginConsumerMissing login-indexer critical", "LoginDeadLetters login-processor warning",
						"LoginCertificateExpiring login-processor warning a"));
		}
	}

	private static List<String> heldBack(MonitoringServer alertmanager) {
		return alertmanager.get("/api/v2/alerts")
			.valueStream()
			.filter((alert) -> !alert.at("/status/inhibitedBy").isEmpty())
			.map((alert) -> alert.get("labels"))
			.map((labels) -> Stream.of("alertname", "job", "severity", "chain")
				.filter(labels::has)
				.map((name) -> labels.get(name).asString())
				.collect(Collectors.joining(" ")))
			.toList();
	}

}
