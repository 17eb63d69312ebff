package dev.loginstream.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/**
 * A rule of Prometheus.
 *
 * @param alert its name; null for one that records
 * @param record name of the metric that it makes; null for one that alerts
 * @param expr in PromQL
 * @param labels that it adds
 * @param annotations of its alerts
 */
record Rule(String alert, String record, String expr, Map<String, String> labels, Map<String, String> annotations) {

	static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");

	static Stream<Rule> all() {
		return yamlFiles("rules").flatMap((file) -> rules(list(yaml(file), "groups")));
	}

	static Stream<Rule> alerts() {
		return all().filter((rule) -> rule.alert() != null);
	}

	String severity() {
		return this.labels.get("severity");
	}

	/** Rule files of Prometheus, or the tests of them. */
	static Stream<Path> yamlFiles(String folder) {
		try (Stream<Path> files = Files.list(PROMETHEUS.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(".yml")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Map<String, Object> yaml(Path file) {
		try {
			return new Yaml().load(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> list(Map<String, Object> map, String key) {
		return (List<Map<String, Object>>) map.getOrDefault(key, List.of());
	}

	@SuppressWarnings("unchecked")
	static Map<String, String> map(Map<String, Object> map, String key) {
		return (Map<String, String>) map.getOrDefault(key, Map.of());
	}

	private static Stream<Rule> rules(List<Map<String, Object>> groups) {
		return groups.stream()
			.flatMap((group) -> list(group, "rules").stream())
			.map((rule) -> new Rule((String) rule.get("alert"), (String) rule.get("record"), (String) rule.get("expr"),
					map(rule, "labels"), map(rule, "annotations")));
	}

	@Override
	public String toString() {
		return (this.alert != null) ? this.alert + " " + severity() : this.record;
	}

}
