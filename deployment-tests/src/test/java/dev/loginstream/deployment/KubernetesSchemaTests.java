package dev.loginstream.deployment;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Each manifest says only what Kubernetes and the operators know.
 */
class KubernetesSchemaTests {

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void kubernetesKindsOfAnOverlayAreValid(String overlay) throws Exception {
		assertValid(Manifest.rendered(overlay).stream().filter((each) -> !ManifestSchemas.isCustom(each)).toList());
	}

	@Test
	void customResourcesOfProductionAreValid() throws Exception {
		assumeCustomKinds();
		assertValid(Manifest.rendered("production").stream().filter(ManifestSchemas::isCustom).toList());
	}

	/** Without kubectl too. */
	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#files")
	void fileIsValid(String file) {
		List<Manifest> manifests = Manifest.in(file);
		if (manifests.stream().anyMatch(ManifestSchemas::isCustom)) {
			assumeCustomKinds();
		}
		assertValid(manifests);
	}

	@ParameterizedTest
	@CsvSource({ "Deployment, /spec/template/spec/containers/0/readinessProbe/httpGet",
			"Deployment, /spec/template/spec/securityContext/seccompProfile", "NetworkPolicy, /spec",
			"PodDisruptionBudget, /spec", "ConfigMap, /metadata" })
	void misspeltFieldIsAFault(String kind, String parent) throws Exception {
		assertMisspeltFieldIsAFault(Manifest.rendered("dev"), kind, parent);
	}

	@ParameterizedTest
	@CsvSource({ "Kafka, /spec/kafka/listeners/0/authentication", "KafkaUser, /spec/authorization/acls/0/resource",
			"OpenSearchCluster, /spec/nodePools/0", "ScaledObject, /spec/scaleTargetRef",
			"PodMonitor, /spec/podMetricsEndpoints/0", "PrometheusRule, /spec/groups/0/rules/0" })
	void misspeltFieldOfACustomResourceIsAFault(String kind, String parent) throws Exception {
		assumeCustomKinds();
		assertMisspeltFieldIsAFault(Manifest.rendered("production"), kind, parent);
	}

	@ParameterizedTest
	@CsvSource({ "v1, Pot", "apps/v3, Deployment", "apps/v1, NetworkPolicy", "kafka.strimzi.io/v1, KafkaTropic",
			"example.org/v1, Anything" })
	void unknownKindIsAFault(String apiVersion, String kind) throws IOException {
		List<Manifest> manifests = Manifest.of("""
				apiVersion: %s
				kind: %s
				metadata:
				  name: planted
				""".formatted(apiVersion, kind));

		assertThat(ManifestSchemas.faults(manifests.getFirst())).singleElement()
			.asString()
			.contains(kind + " planted: no ");
	}

	@ParameterizedTest
	@CsvSource({ "Deployment, /spec, replicas, two", "Service, /spec, ports, 9092" })
	void wrongTypeIsAFault(String kind, String parent, String field, String value) throws Exception {
		Manifest manifest = first(Manifest.rendered("dev"), kind);
		((ObjectNode) manifest.at(parent)).put(field, value);

		assertThat(ManifestSchemas.faults(manifest)).isNotEmpty();
	}

	private static void assertMisspeltFieldIsAFault(List<Manifest> manifests, String kind, String parent)
			throws IOException {
		Manifest manifest = first(manifests, kind);
		assertThat(ManifestSchemas.faults(manifest)).isEmpty();
		JsonNode node = manifest.at(parent);
		String field = node.propertyNames().iterator().next();
		((ObjectNode) node).set(field + "s", node.get(field));

		assertThat(ManifestSchemas.faults(manifest)).isNotEmpty()
			.allSatisfy((fault) -> assertThat(fault).startsWith(manifest.toString()).contains(field + "s"));
	}

	private static Manifest first(List<Manifest> manifests, String kind) {
		return manifests.stream().filter((each) -> each.isA(kind)).findFirst().orElseThrow();
	}

	private static void assertValid(List<Manifest> manifests) {
		assertThat(manifests).isNotEmpty();
		assertThat(manifests).flatMap(ManifestSchemas::faults).isEmpty();
	}

	private static void assumeCustomKinds() {
		assumeThat(ManifestSchemas.hasCustomKinds()).as("Schemas of custom resources are in ../shared/k8s-schemas")
			.isTrue();
	}

}
