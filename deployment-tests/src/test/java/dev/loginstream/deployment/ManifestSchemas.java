package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a manifest may say: Kubernetes' own kinds by the classes of its Java client,
 * others by JSON schemas, which are not part of this repository. Both refuse a field that
 * they do not know.
 */
final class ManifestSchemas {

	private static final Path SCHEMAS = Path.of("..", "..", "shared", "k8s-schemas");

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
		Class<?> type = ModelMapper.getApiTypeClass(manifest.apiVersion(), manifest.kind());
		if (type == null || type == DynamicKubernetesObject.class) {
			return List.of("%s: no kind of %s".formatted(manifest, manifest.apiVersion()));
		}
		try {
			Yaml.load(manifest.tree().toString());
			return List.of();
		}
		catch (YAMLException | IllegalArgumentException ex) {
			return List.of(manifest + ": " + ex.getMessage());
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
