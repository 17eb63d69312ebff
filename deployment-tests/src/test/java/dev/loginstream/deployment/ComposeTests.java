package dev.loginstream.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What {@code docker-compose.yml} promises, read from the file.
 */
class ComposeTests {

	private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

	private static Map<String, Map<String, Object>> services;

	@BeforeAll
	static void read() throws IOException {
		try (Reader file = Files.newBufferedReader(HOME.resolve("docker-compose.yml"))) {
			Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(file);
			services = compose.get("services");
		}
	}

	@Test
	void serversHaveTheVersionsThatAllOtherTestsRunOn() {
		assertThat(image("kafka")).isEqualTo("apache/kafka:${KAFKA_VERSION:-%s}", System.getProperty("kafka.version"));
		assertThat(List.of(image("opensearch"), image("opensearch-dashboards"))).allMatch(
				(image) -> image.endsWith(":${OPENSEARCH_VERSION:-" + System.getProperty("opensearch.version") + "}"));
	}

	@Test
	void imagesOfOthersArePinned() {
		assertThat(services.keySet()).filteredOn((name) -> !services.get(name).containsKey("build"))
			.isNotEmpty()
			.extracting(ComposeTests::image)
			.allMatch((image) -> image.matches("[a-z/-]+:(\\$\\{[A-Z]+_VERSION:-)?v?\\d+\\.\\d+\\.\\d+}?"));
	}

	@Test
	void portsAreOpenToThisMachineAlone() {
		assertThat(services.values()).flatMap((service) -> list(service.get("ports")))
			.isNotEmpty()
			.allMatch((port) -> port.startsWith("127.0.0.1:"));
	}

	@Test
	void containersAreBoundedAndGainNoPrivileges() {
		assertThat(services).allSatisfy((name, service) -> {
			// It gives each file to the one user that may read it.
			if (!name.equals("secrets")) {
				assertThat(service).containsKeys("mem_limit", "cap_drop", "security_opt");
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "login-generator-service", "login-processor-service", "login-indexer-service" })
	void servicesCannotChangeTheirImage(String service) {
		assertThat(services.get(service)).containsEntry("read_only", true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "docker-compose.yml", "docker-compose.yml:deploy/docker/original-generator.yml" })
	void composeReadsIt(String files) throws Exception {
		assumeTrue(hasCompose(), "No Docker Compose here");
		ProcessBuilder compose = new ProcessBuilder("docker", "compose", "--profile", "*", "config", "--quiet");
		compose.environment().put("COMPOSE_FILE", files);
		Process process = compose.directory(HOME.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).isEmpty();
	}

	private static boolean hasCompose() throws InterruptedException {
		try {
			Process process = new ProcessBuilder("docker", "compose", "version")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String image(String service) {
		return (String) services.get(service).get("image");
	}

	@SuppressWarnings("unchecked")
	private static List<String> list(Object value) {
		return (value != null) ? (List<String>) value : List.of();
	}

}
