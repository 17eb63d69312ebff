package dev.loginstream.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workflows of the public repository, which run nowhere else.
 */
class WorkflowsTests {

	private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

	/**
	 * A commit that cannot be moved to another, and for people the release that it is.
	 */
	private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

	private static final Pattern USES = Pattern.compile("(?m)\\buses:\\s*(.*)$");

	/** A program of this repository in a command line. */
	private static final Pattern OURS = Pattern
		.compile("(?m)(?:^|\\s)((?:\\./)?(?:mvnw|run|deploy/\\S+))(?: [\\w-]+(?=\\s|$))*");

	static List<Path> workflows() throws IOException {
		try (Stream<Path> files = Files.list(HOME.resolve(".github/workflows"))) {
			return files.sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("workflows")
	void actionsArePinned(Path workflow) throws IOException {
		assertThat(uses(Files.readString(workflow))).isNotEmpty()
			.allMatch((action) -> PINNED.matcher(action).matches());
	}

	@ParameterizedTest
	@ValueSource(strings = { "actions/checkout@v7", "actions/checkout@3d3c42e # v7.0.1", "actions/checkout",
			"actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1" })
	void whatCanChangeIsNotPinned(String action) {
		assertThat(uses("      - uses: " + action + "\n")).singleElement()
			.matches((found) -> !PINNED.matcher(found).matches());
	}

	@Test
	void oneActionHasOneVersion() throws IOException {
		List<String> all = workflows().stream()
			.flatMap((workflow) -> uses(read(workflow)).stream())
			.distinct()
			.toList();

		// The parts of the CodeQL action are one action.
		assertThat(all).extracting((action) -> action.split("@")[0]).doesNotHaveDuplicates();
		assertThat(all).filteredOn((action) -> action.startsWith("github/codeql-action/"))
			.extracting((action) -> action.split("@")[1])
			.containsOnly(all.stream()
				.filter((action) -> action.startsWith("github/codeql-action/"))
				.findFirst()
				.orElseThrow()
				.split("@")[1]);
	}

	@ParameterizedTest
	@MethodSource("workflows")
	void whatMayWriteIsSaidByTheJobAlone(Path workflow) throws IOException {
		Map<String, Object> content = load(workflow);

		assertThat(content.get("permissions")).isEqualTo(Map.of("contents", "read"));
		assertThat(content).containsKey("concurrency");
		assertThat(jobs(content)).filteredOn((job) -> !job.containsKey("uses"))
			.allSatisfy((job) -> assertThat(job).containsKey("timeout-minutes"));
	}

	@ParameterizedTest
	@MethodSource("workflows")
	void noUntrustedTextGetsIntoAScript(Path workflow) throws IOException {
		assertThat(scripts(load(workflow))).allSatisfy((script) -> assertThat(script).doesNotContain("${{"));
	}

	@Test
	void commandsAreThoseThatPeopleAreTold() throws IOException {
		String told = Files.readString(HOME.resolve("README.md")) + Files.readString(HOME.resolve("docs/docker.md"));
		List<String> commands = workflows().stream()
			.flatMap((workflow) -> scripts(load(workflow)).stream())
			.flatMap((script) -> OURS.matcher(script).results())
			.map(MatchResult::group)
			.map(String::strip)
			.toList();

		assertThat(commands).contains("./mvnw verify", "./run --events 20000", "deploy/docker/smoke")
			.allSatisfy((command) -> {
				assertThat(HOME.resolve(command.split(" ")[0])).isExecutable();
				assertThat(told).contains(command);
			});
	}

	@Test
	void updatesAreLookedForWhereThereAreVersions() throws IOException {
		Map<String, List<String>> manifests = Map.of("maven", List.of("pom.xml"), "docker", List.of("Dockerfile"),
				"docker-compose", List.of("docker-compose.yml"), "github-actions", List.of(".github/workflows"));
		List<Map<String, Object>> updates = maps(load(HOME.resolve(".github/dependabot.yml")).get("updates"));

		assertThat(updates).extracting((update) -> update.get("package-ecosystem"))
			.containsExactlyInAnyOrderElementsOf(manifests.keySet());
		for (Map<String, Object> update : updates) {
			for (String directory : directories(update)) {
				for (String manifest : manifests.get(update.get("package-ecosystem"))) {
					assertThat(HOME.resolve(directory.substring(1)).resolve(manifest)).exists();
				}
			}
		}
	}

	@Test
	void scriptsAreSound() throws Exception {
		Tool.SHELLCHECK.run("--severity=warning", HOME.resolve("run").toString(), HOME.resolve(".ci/run").toString(),
				HOME.resolve("deploy/docker/smoke").toString(), HOME.resolve("deploy/secrets/generate.sh").toString());
	}

	/** Without those of this repository, which are of the same commit anyway. */
	private static List<String> uses(String workflow) {
		return USES.matcher(workflow)
			.results()
			.map((found) -> found.group(1).strip())
			.filter((action) -> !action.startsWith("./"))
			.toList();
	}

	private static List<String> scripts(Map<String, Object> workflow) {
		return jobs(workflow).stream()
			.flatMap((job) -> maps(job.getOrDefault("steps", List.of())).stream())
			.filter((step) -> step.containsKey("run"))
			.map((step) -> (String) step.get("run"))
			.toList();
	}

	private static List<Map<String, Object>> jobs(Map<String, Object> workflow) {
		@SuppressWarnings("unchecked")
		Map<String, Map<String, Object>> jobs = (Map<String, Map<String, Object>>) workflow.get("jobs");
		return List.copyOf(jobs.values());
	}

	private static List<String> directories(Map<String, Object> update) {
		@SuppressWarnings("unchecked")
		List<String> several = (List<String>) update.get("directories");
		return (several != null) ? several : List.of((String) update.get("directory"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> maps(Object list) {
		return (List<Map<String, Object>>) list;
	}

	private static Map<String, Object> load(Path file) {
		LoaderOptions strict = new LoaderOptions();
		strict.setAllowDuplicateKeys(false);
		return new Yaml(strict).load(read(file));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
