package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusRulesTests {

	private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");

	@ParameterizedTest
	@ValueSource(strings = { "prometheus.yml", "run.yml" })
	void configurationIsValid(String file) throws Exception {
		Tool.PROMTOOL.run("check", "config", Rule.PROMETHEUS.resolve(file).toString());
	}

	@ParameterizedTest
	@MethodSource("ruleFiles")
	void rulesAreValid(Path file) throws Exception {
		Tool.PROMTOOL.run("check", "rules", "--lint-fatal", file.toString());
	}

	@ParameterizedTest
	@MethodSource("testFiles")
	void alertsFireWhenTheyShouldAndOnlyThen(Path file) throws Exception {
		Tool.PROMTOOL.run("test", "rules", file.toString());
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Rule#alerts")
	void alertHasACaseThatFiresAndOneThatDoesNot(Rule alert) {
		List<List<String>> severities = cases(alert.alert());

		assertThat(severities).anySatisfy((fired) -> assertThat(fired).contains(alert.severity()))
			.anySatisfy((fired) -> assertThat(fired).doesNotContain(alert.severity()));
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Rule#alerts")
	void alertSaysWhatIsWrongWhereAndWhatToDo(Rule alert) throws IOException {
		assertThat(alert.severity()).isIn("critical", "warning");
		assertThat(alert.annotations().get("summary")).isNotBlank();
		assertThat(alert.annotations().get("description")).contains("$value", "{{ $labels.job }}");
		assertThat(alert.annotations().get("runbook_url"))
			.isEqualTo("docs/runbook.md#" + alert.alert().toLowerCase(Locale.ROOT));
		assertThat(Files.readAllLines(RUNBOOK)).contains("### " + alert.alert());
	}

	@Test
	void runbookExplainsNoAlertThatThereIsNot() throws IOException {
		assertThat(Files.readAllLines(RUNBOOK)).filteredOn((line) -> line.startsWith("### "))
			.containsExactlyInAnyOrderElementsOf(
					Rule.alerts().map((alert) -> "### " + alert.alert()).distinct().toList());
	}

	@Test
	void recordedNamesTellLevelMetricAndOperation() {
		assertThat(Rule.all().filter((rule) -> rule.record() != null)).isNotEmpty()
			.allSatisfy((rule) -> assertThat(rule.record()).matches("[a-z_]+:[a-z_]+:[a-z0-9_]+"));
	}

	/** Severities of the alerts that each case of an alert expects. */
	private static List<List<String>> cases(String alert) {
		return testFiles().flatMap((file) -> Rule.list(Rule.yaml(file), "tests").stream())
			.flatMap((test) -> Rule.list(test, "alert_rule_test").stream())
			.filter((test) -> test.get("alertname").equals(alert))
			.map((test) -> Rule.list(test, "exp_alerts")
				.stream()
				.map((expected) -> Rule.map(expected, "exp_labels").get("severity"))
				.toList())
			.toList();
	}

	static Stream<Path> ruleFiles() {
		return Rule.yamlFiles("rules");
	}

	static Stream<Path> testFiles() {
		return Rule.yamlFiles("tests");
	}

}
