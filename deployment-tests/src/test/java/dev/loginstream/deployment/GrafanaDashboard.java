package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard as Grafana reads it from a file.
 *
 * @param json of the dashboard
 */
record GrafanaDashboard(JsonNode json) {

	private static final int COLUMNS = 24;

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(?!__)(\\w+)");

	private static final Pattern WINDOW = Pattern.compile("\\[([^]]*)]");

	private static final Set<String> WINDOWS = Set.of("$__rate_interval", "$__range");

	static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("../deploy/grafana/dashboards"))) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	static GrafanaDashboard read(Path file) throws IOException {
		return parse(Files.readString(file));
	}

	static GrafanaDashboard parse(String json) {
		return new GrafanaDashboard(JsonMapper.shared().readTree(json));
	}

	String uid() {
		return this.json.required("uid").stringValue();
	}

	/** Queries as they stand in the panels. */
	List<String> expressions() {
		return panels().flatMap(GrafanaDashboard::expressions).toList();
	}

	/**
	 * What Grafana would show wrongly or not at all.
	 * @param datasource that is provisioned
	 * @return a sentence each
	 */
	List<String> problems(String datasource) {
		return Stream.of(doubledIds(), overlaps(), datasources(datasource), panelsOutOfForm(), variables(), windows())
			.flatMap(Function.identity())
			.toList();
	}

	private Stream<JsonNode> all() {
		return this.json.required("panels").valueStream();
	}

	private Stream<JsonNode> panels() {
		return all().filter((panel) -> !panel.required("type").stringValue().equals("row"));
	}

	private static Stream<String> expressions(JsonNode panel) {
		return panel.path("targets").valueStream().map((target) -> target.required("expr").stringValue());
	}

	private Stream<String> doubledIds() {
		Set<Integer> seen = new HashSet<>();
		return all().filter((panel) -> !seen.add(panel.required("id").intValue()))
			.map((panel) -> "%s has the id of another panel".formatted(title(panel)));
	}

	private Stream<String> overlaps() {
		List<String> problems = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		all().forEach((panel) -> {
			Set<String> cells = cells(panel.required("gridPos"));
			if (cells.stream().anyMatch(taken::contains)) {
				problems.add("%s overlaps another panel".formatted(title(panel)));
			}
			if (panel.at("/gridPos/x").intValue() + panel.at("/gridPos/w").intValue() > COLUMNS) {
				problems.add("%s is beyond the right edge".formatted(title(panel)));
			}
			taken.addAll(cells);
		});
		return problems.stream();
	}

	private static Set<String> cells(JsonNode position) {
		Set<String> cells = new HashSet<>();
		for (int row = 0; row < position.required("h").intValue(); row++) {
			for (int column = 0; column < position.required("w").intValue(); column++) {
				cells.add("%d,%d".formatted(position.required("x").intValue() + column,
						position.required("y").intValue() + row));
			}
		}
		return cells;
	}

	private Stream<String> datasources(String datasource) {
		return Stream.concat(panels(), this.json.at("/templating/list").valueStream())
			.map((user) -> user.at("/datasource/uid").asString(""))
			.filter((uid) -> !uid.equals(datasource))
			.map((uid) -> "data source '%s' is not provisioned".formatted(uid));
	}

	private Stream<String> panelsOutOfForm() {
		return panels()
			.filter((panel) -> title(panel).isEmpty() || panel.at("/fieldConfig/defaults/unit").isMissingNode()
					|| expressions(panel).findAny().isEmpty()
					|| panel.required("targets")
						.valueStream()
						.anyMatch((target) -> target.path("legendFormat").isMissingNode()))
			.map((panel) -> "panel %d '%s' lacks a title, a unit, a query or a legend"
				.formatted(panel.path("id").intValue(), title(panel)));
	}

	private Stream<String> variables() {
		Set<String> known = this.json.at("/templating/list")
			.valueStream()
			.map((variable) -> variable.required("name").stringValue())
			.collect(Collectors.toSet());
		return expressions().stream()
			.flatMap((expression) -> VARIABLE.matcher(expression).results())
			.map((found) -> found.group(1))
			.distinct()
			.filter((name) -> !known.contains(name))
			.map("variable %s is not defined"::formatted);
	}

	/**
	 * A fixed window is shorter than a scrape interval, or longer than a zoomed range.
	 */
	private Stream<String> windows() {
		return expressions().stream()
			.flatMap((expression) -> WINDOW.matcher(expression).results())
			.map((found) -> found.group(1))
			.distinct()
			.filter((window) -> !WINDOWS.contains(window))
			.map("window [%s] does not follow the shown range"::formatted);
	}

	private static String title(JsonNode panel) {
		return panel.path("title").asString("");
	}

}
