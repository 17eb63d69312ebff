package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who reaches the indexer's page and API, which ask nobody for a password.
 */
class KubernetesPageTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void nobodyReachesThePage(String overlay) throws Exception {
		List<Manifest> manifests = Manifest.rendered(overlay);

		assertThat(rules(manifests)).isNotEmpty().noneMatch(KubernetesPageTests::letsInToThePage);
		assertThat(services(manifests)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void proxyAloneReachesItWithTheComponent(String overlay) throws Exception {
		List<Manifest> manifests = withComponent(overlay);

		assertThat(services(manifests)).singleElement()
			.extracting((service) -> service.at("/spec/ports/0/targetPort").stringValue())
			.isEqualTo("http");
		assertThat(rules(manifests)).filteredOn(KubernetesPageTests::letsInToThePage)
			.singleElement()
			.satisfies((rule) -> {
				assertThat(rule.get("ports")).hasSize(1);
				// Both in one peer: in two they would let in all of either.
				assertThat(rule.get("from")).singleElement()
					.satisfies((peer) -> assertThat(peer.propertyNames()).containsExactlyInAnyOrder("namespaceSelector",
							"podSelector"));
			});
	}

	private List<Manifest> withComponent(String overlay) throws IOException, InterruptedException {
		Path manifests = this.directory.toRealPath().relativize(Manifest.KUBERNETES.toRealPath());
		Files.writeString(this.directory.resolve("kustomization.yaml"), """
				resources: [%1$s/overlays/%2$s]
				components: [%1$s/components/live-page]
				""".formatted(manifests, overlay));
		return Manifest.rendered(this.directory);
	}

	/** Of all policies that are for the indexer. */
	private static List<JsonNode> rules(List<Manifest> manifests) {
		return manifests.stream()
			.filter((manifest) -> manifest.isA("NetworkPolicy"))
			.filter((policy) -> isForTheIndexer(policy.at("/spec/podSelector/matchLabels"), manifests))
			.flatMap((policy) -> policy.at("/spec/ingress").valueStream())
			.toList();
	}

	private static List<Manifest> services(List<Manifest> manifests) {
		return manifests.stream()
			.filter((manifest) -> manifest.isA("Service"))
			.filter((service) -> isForTheIndexer(service.at("/spec/selector"), manifests))
			.toList();
	}

	private static boolean isForTheIndexer(JsonNode labels, List<Manifest> manifests) {
		Manifest indexer = manifests.stream()
			.filter((manifest) -> manifest.isA("Deployment") && manifest.name().equals("login-indexer-service"))
			.findFirst()
			.orElseThrow();
		return indexer.at("/spec/template/metadata/labels").properties().containsAll(labels.properties());
	}

	/** All ports are open where none is named. */
	private static boolean letsInToThePage(JsonNode rule) {
		return !rule.has("ports")
				|| rule.get("ports").valueStream().anyMatch((port) -> port.path("port").asInt(8080) == 8080);
	}

}
