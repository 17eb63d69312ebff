package dev.loginstream.deployment;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the manifests have from elsewhere is what it is there.
 */
class KubernetesTests {

	private static final int SHUTDOWN_SECONDS = 30;

	private static final JsonMapper SORTED = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "alerts", "recordings" })
	void rulesOfThePrometheusOperatorAreThoseOfPrometheus(String rules) {
		Manifest manifest = Manifest.in("components/monitoring/" + rules + ".yaml").getFirst();

		assertThat(manifest.at("/spec")).as("run deploy/kubernetes/components/monitoring/update.sh")
			.isEqualTo(json(Rule.yaml(Rule.PROMETHEUS.resolve("rules/" + rules + ".yml"))));
	}

	@Test
	void productionHasTheSameRulesButForTheGenerator() throws Exception {
		Stream<Manifest> component = Stream.of("alerts", "recordings")
			.flatMap((file) -> Manifest.in("components/monitoring/" + file + ".yaml").stream());

		assertThat(rules(Manifest.rendered("production").stream()))
			.isEqualTo(rules(component).replace("  or absent(up{job=\\\"login-generator\\\"}) - 1\\n", ""));
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void prometheusKnowsServicesByTheNamesInTheRules(String overlay) throws Exception {
		JsonNode monitor = Manifest.in("components/monitoring/pod-monitor.yaml").getFirst().at("/spec");
		List<String> jobs = Rule.list(Rule.yaml(Rule.PROMETHEUS.resolve("prometheus.yml")), "scrape_configs")
			.stream()
			.map((job) -> (String) job.get("job_name"))
			.toList();

		assertThat(deployments(overlay)).allSatisfy((deployment) -> {
			JsonNode labels = deployment.at("/spec/template/metadata/labels");
			assertThat(labels.get(monitor.get("jobLabel").stringValue()).stringValue()).isIn(jobs);
			assertThat(labels.properties()).containsAll(monitor.at("/selector/matchLabels").properties());
		});
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void serviceHasTimeToFinish(String overlay) throws Exception {
		assertThat(deployments(overlay)).allSatisfy((deployment) -> {
			int preStop = deployment.pod().at("/containers/0/lifecycle/preStop/sleep/seconds").intValue();
			assertThat(preStop).isPositive();
			assertThat(deployment.pod().at("/terminationGracePeriodSeconds").intValue())
				.isGreaterThan(preStop + SHUTDOWN_SECONDS);
		});
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void eachServiceHasADisruptionBudget(String overlay) throws Exception {
		List<JsonNode> labels = deployments(overlay).stream()
			.map((deployment) -> deployment.at("/spec/template/metadata/labels"))
			.toList();
		List<Manifest> budgets = Manifest.rendered(overlay)
			.stream()
			.filter((manifest) -> manifest.isA("PodDisruptionBudget"))
			.toList();

		assertThat(budgets).hasSameSizeAs(labels)
			.allSatisfy((budget) -> assertThat(labels)
				.filteredOn((pod) -> pod.properties().containsAll(budget.at("/spec/selector/matchLabels").properties()))
				.hasSize(1));
	}

	@Test
	void serversHaveTheVersionsThatAllOtherTestsRunOn() throws Exception {
		String kafka = System.getProperty("kafka.version");
		String openSearch = System.getProperty("opensearch.version");

		assertThat(Manifest.rendered("dev")).filteredOn((manifest) -> manifest.isA("StatefulSet"))
			.extracting((server) -> server.pod().at("/containers/0/image").stringValue())
			.containsExactlyInAnyOrder("apache/kafka:" + kafka, "opensearchproject/opensearch:" + openSearch);
		assertThat(Manifest.in("overlays/production/kafka.yaml").getFirst().at("/spec/kafka/version").stringValue())
			.isEqualTo(kafka);
		JsonNode cluster = Manifest.in("overlays/production/opensearch.yaml").getFirst().at("/spec");
		assertThat(List.of("/general/version", "/dashboards/version"))
			.allSatisfy((version) -> assertThat(cluster.at(version).stringValue()).isEqualTo(openSearch));
	}

	@Test
	void thereAreNoMoreConsumersThanPartitions() throws Exception {
		List<Manifest> manifests = Manifest.rendered("production");

		assertThat(manifests).filteredOn((manifest) -> manifest.isA("ScaledObject")).hasSize(2).allSatisfy((scaled) -> {
			String topic = scaled.at("/spec/triggers/0/metadata/topic").stringValue();
			String service = scaled.at("/spec/scaleTargetRef/name").stringValue();
			int partitions = named(manifests, "KafkaTopic", topic).at("/spec/partitions").intValue();
			int concurrency = named(manifests, "ConfigMap", service + "-").at("/data/SPRING_KAFKA_LISTENER_CONCURRENCY")
				.asInt();
			assertThat(scaled.at("/spec/maxReplicaCount").intValue()).isEqualTo(partitions / concurrency);
			assertThat(named(manifests, "Deployment", service).at("/spec/replicas").isMissingNode()).isTrue();
		});
	}

	@Test
	void productionHasNoSyntheticLogins() throws Exception {
		assertThat(Manifest.rendered("production")).extracting(Manifest::name)
			.noneMatch((name) -> name.contains("generator"));
	}

	private static Manifest named(List<Manifest> manifests, String kind, String name) {
		return manifests.stream()
			.filter((manifest) -> manifest.isA(kind) && manifest.name().startsWith(name))
			.findFirst()
			.orElseThrow();
	}

	private static List<Manifest> deployments(String overlay) throws IOException, InterruptedException {
		List<Manifest> deployments = Manifest.rendered(overlay)
			.stream()
			.filter((manifest) -> manifest.isA("Deployment"))
			.toList();
		assertThat(deployments).isNotEmpty();
		return deployments;
	}

	/** As one text, without the line ends behind expressions. */
	private static String rules(Stream<Manifest> manifests) {
		return manifests.filter((manifest) -> manifest.isA("PrometheusRule"))
			.flatMap((manifest) -> manifest.at("/spec/groups").valueStream())
			.map((group) -> sorted(group).replace("\\n\"", "\""))
			.collect(Collectors.joining("\n"));
	}

	private static String sorted(JsonNode tree) {
		return SORTED.writeValueAsString(SORTED.treeToValue(tree, Map.class));
	}

	private static JsonNode json(Map<String, Object> yaml) {
		return JsonMapper.shared().valueToTree(yaml);
	}

}
