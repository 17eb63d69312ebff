package dev.loginstream.deployment;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pod security standard "restricted" asks of each pod, and what we ask of those
 * of our services besides.
 */
class KubernetesPodSecurityTests {

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void podsAreRestricted(String overlay) throws Exception {
		assertThat(withPods(overlay)).isNotEmpty().allSatisfy((manifest) -> {
			JsonNode pod = manifest.pod();
			assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
			assertThat(pod.at("/securityContext/runAsUser").intValue()).isPositive();
			assertThat(pod.at("/securityContext/seccompProfile/type").stringValue()).isEqualTo("RuntimeDefault");
			assertThat(pod.at("/automountServiceAccountToken").toString()).isEqualTo("false");
			assertThat(pod.propertyNames()).doesNotContain("hostNetwork", "hostPID", "hostIPC");
			assertThat(pod.at("/volumes").valueStream()).noneMatch((volume) -> volume.has("hostPath"));
			assertThat(containers(pod)).isNotEmpty()
				.allSatisfy(KubernetesPodSecurityTests::gainsNothing)
				.allSatisfy((container) -> {
					assertThat(container.at("/resources/requests").propertyNames()).contains("cpu", "memory");
					assertThat(container.at("/resources/limits").propertyNames()).contains("memory");
				});
		});
	}

	private static void gainsNothing(JsonNode container) {
		JsonNode context = container.at("/securityContext");
		assertThat(context.at("/allowPrivilegeEscalation").toString()).isEqualTo("false");
		assertThat(context.at("/capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
		// Whatever else it said would take back what the pod says.
		assertThat(context.propertyNames()).isSubsetOf("allowPrivilegeEscalation", "capabilities",
				"readOnlyRootFilesystem");
		assertThat(container.at("/ports").valueStream()).noneMatch((port) -> port.has("hostPort"));
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void servicesAreTheUserOfTheirImageAndCannotChangeIt(String overlay) throws Exception {
		assertThat(withPods(overlay)).filteredOn((manifest) -> manifest.isA("Deployment"))
			.isNotEmpty()
			.allSatisfy((manifest) -> {
				assertThat(manifest.pod().at("/securityContext/runAsUser").intValue()).isEqualTo(10001);
				assertThat(containers(manifest.pod())).allSatisfy((
						container) -> assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue())
							.isTrue());
			});
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void servicesHaveAccountsOfTheirOwnWithoutTokens(String overlay) throws Exception {
		List<Manifest> manifests = Manifest.rendered(overlay);
		List<String> accounts = manifests.stream()
			.filter((each) -> each.isA("ServiceAccount"))
			.filter((each) -> !each.at("/automountServiceAccountToken").booleanValue(true))
			.map(Manifest::name)
			.toList();

		assertThat(manifests).filteredOn((manifest) -> manifest.isA("Deployment"))
			.extracting((manifest) -> manifest.pod().at("/serviceAccountName").stringValue())
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(accounts);
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void namespaceIsRestrictedAndDeniesByDefault(String overlay) throws Exception {
		List<Manifest> manifests = Manifest.rendered(overlay);

		assertThat(manifests).filteredOn((each) -> each.isA("Namespace"))
			.singleElement()
			.extracting((each) -> each.at("/metadata/labels").get("pod-security.kubernetes.io/enforce").stringValue())
			.isEqualTo("restricted");
		assertThat(manifests).filteredOn((each) -> each.isA("NetworkPolicy"))
			.extracting((each) -> each.at("/spec").toString())
			.contains("{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}");
	}

	@ParameterizedTest
	@MethodSource("dev.loginstream.deployment.Manifest#overlays")
	void noSecretIsCommitted(String overlay) throws Exception {
		assertThat(Manifest.rendered(overlay)).noneMatch((manifest) -> manifest.isA("Secret"));
	}

	private static List<Manifest> withPods(String overlay) throws Exception {
		return Manifest.rendered(overlay).stream().filter((manifest) -> !manifest.pod().isMissingNode()).toList();
	}

	private static List<JsonNode> containers(JsonNode pod) {
		return List.of("/containers", "/initContainers")
			.stream()
			.flatMap((kind) -> pod.at(kind).valueStream())
			.toList();
	}

}
