package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboards for Grafana, which itself runs in no test. {@link PromQl} tells the test
 * of the scrapes which metrics they need.
 */
class GrafanaDashboardsTests {

	private static final Path PROVISIONING = Path.of("../deploy/grafana/provisioning");

	@TempDir
	private Path directory;

	static List<Path> files() throws IOException {
		return GrafanaDashboard.files();
	}

	@Test
	void everyServiceAndThePipelineHaveADashboard() throws IOException {
		assertThat(files()).extracting((file) -> GrafanaDashboard.read(file).uid() + ".json")
			.containsExactly("login-generator.json", "login-indexer.json", "login-pipeline.json",
					"login-processor.json")
			.isEqualTo(files().stream().map((file) -> file.getFileName().toString()).toList());
	}

	@ParameterizedTest
	@MethodSource("files")
	void dashboardHasNoMistake(Path file) throws IOException {
		assertThat(GrafanaDashboard.read(file).problems(datasource())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			"id": 3, | "id": 2, | has the id of another panel
			"x": 4, | "x": 3, | overlaps another panel
			"x": 20, | "x": 21, | is beyond the right edge
			"uid": "prometheus" | "uid": "other" | data source 'other' is not provisioned
			"unit": "eps" | "unity": "eps" | lacks a title, a unit
			"title": "Indexed" | "title": "" | lacks a title
			"name": "instance" | "name": "host" | variable instance is not defined
			[$__rate_interval] | [5m] | window [5m] does not follow the shown range
			""")
	void mistakeIsFound(String right, String wrong, String problem) throws IOException {
		String json = Files.readString(Path.of("../deploy/grafana/dashboards/login-indexer.json"));

		assertThat(GrafanaDashboard.parse(json.replace(right, wrong)).problems(datasource()))
			.anySatisfy((found) -> assertThat(found).contains(problem));
	}

	@ParameterizedTest
	@MethodSource("files")
	void everyQueryIsPromQl(Path file) throws Exception {
		List<String> expressions = GrafanaDashboard.read(file).expressions();

		assertThat(expressions).isNotEmpty()
			.allSatisfy(
					(expression) -> assertThat(PromQl.metricNames(PromQl.withoutVariables(expression))).isNotEmpty());
		assertThat(promtool(expressions)).isEmpty();
	}

	@Test
	void brokenQueryIsFound() throws Exception {
		assertThat(promtool(List.of("sum(rate(a[$__rate_interval]))", "sum(a[$__rate_interval])")))
			.contains("expected type instant vector");
	}

	@Test
	void grafanaFindsTheFolderThatItsDashboardsAreMountedIn() throws IOException {
		Map<String, Object> provider = first("dashboards/login-stream.yml", "providers");

		assertThat(provider).containsEntry("type", "file")
			.containsEntry("options", Map.of("path", "/etc/grafana/dashboards"));
	}

	private static String datasource() throws IOException {
		Map<String, Object> datasource = first("datasources/prometheus.yml", "datasources");
		assertThat(datasource).containsEntry("type", "prometheus").containsEntry("isDefault", true);
		return (String) datasource.get("uid");
	}

	private static Map<String, Object> first(String file, String list) throws IOException {
		Map<String, List<Map<String, Object>>> yaml = new Yaml().load(Files.readString(PROVISIONING.resolve(file)));
		return yaml.get(list).getFirst();
	}

	/**
	 * What promtool says against these expressions as recording rules; empty if nothing.
	 */
	private String promtool(List<String> expressions) throws IOException, InterruptedException {
		List<Map<String, String>> rules = new ArrayList<>();
		for (String expression : expressions) {
			rules.add(Map.of("record", "query:" + rules.size(), "expr", PromQl.withoutVariables(expression)));
		}
		Path file = this.directory.resolve("rules.yml");
		Files.writeString(file, new Yaml().dump(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));
		Process process = new ProcessBuilder(Tool.PROMTOOL.command("check", "rules", file.toString()))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		return (process.waitFor() != 0) ? output : "";
	}

}
