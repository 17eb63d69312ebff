package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.util.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.core.NestedExceptionUtils;

/**
 * What a manifest may say: Kubernetes' own kinds by the classes of its Java client,
 * others by JSON schemas, which are not part of this repository. Both refuse a field that
 * they do not know.
 */
final class ManifestSchemas {

	private static final Path SCHEMAS = Path.of("..", "..", "shared", "k8s-schemas");

	/** The client knows more kinds, and takes some of them in any group. */
	private static final Map<String, String> API_VERSIONS = Map.of("ConfigMap", "v1", "Deployment", "apps/v1",
			"Ingress", "networking.k8s.io/v1", "Namespace", "v1", "NetworkPolicy", "networking.k8s.io/v1",
			"PodDisruptionBudget", "policy/v1", "Service", "v1", "ServiceAccount", "v1", "StatefulSet", "apps/v1");

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private ManifestSchemas() {
	}

	/** Whether custom resources can be checked. */
	static boolean hasCustomKinds() {
		return Files.isDirectory(SCHEMAS);
	}

	static boolean isCustom(Manifest manifest) {
		return manifest.apiVersion().split("/")[0].contains(".") && !manifest.apiVersion().contains(".k8s.io/");
	}

	static List<String> faults(Manifest manifest) throws IOException {
		return isCustom(manifest) ? faultsByJsonSchema(manifest) : faultsByJavaClient(manifest);
	}

	private static List<String> faultsByJavaClient(Manifest manifest) throws IOException {
		if (!manifest.apiVersion().equals(API_VERSIONS.get(manifest.kind()))) {
			return List.of("%s: no kind of %s".formatted(manifest, manifest.apiVersion()));
		}
		try {
			Yaml.load(manifest.tree().toString());
			return List.of();
		}
		catch (YAMLException | IllegalArgumentException ex) {
			return List.of(manifest + ": " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private static List<String> faultsByJsonSchema(Manifest manifest) throws IOException {
		String[] groupAndVersion = manifest.apiVersion().split("/");
		Path schema = SCHEMAS.resolve(groupAndVersion[0])
			.resolve("%s_%s.json".formatted(manifest.kind().toLowerCase(Locale.ROOT), groupAndVersion[1]));
		if (!Files.exists(schema)) {
			return List.of("%s: no schema %s".formatted(manifest, SCHEMAS.relativize(schema)));
		}
		return REGISTRY.getSchema(Files.readString(schema))
			.validate(manifest.tree().toString(), InputFormat.JSON)
			.stream()
			.map(Error::toString)
			.map((fault) -> manifest + ": " + fault)
			.toList();
	}

}
