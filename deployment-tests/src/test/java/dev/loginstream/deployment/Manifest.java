package dev.loginstream.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Kubernetes object as a file or {@code kubectl kustomize} has it.
 *
 * @param tree all of it
 */
record Manifest(JsonNode tree) {

	static final Path KUBERNETES = Path.of("..", "deploy", "kubernetes");

	/** All objects of an overlay. */
	static List<Manifest> rendered(String overlay) throws IOException, InterruptedException {
		return rendered(KUBERNETES.resolve("overlays").resolve(overlay));
	}

	/** All objects of the kustomization in a folder. */
	static List<Manifest> rendered(Path folder) throws IOException, InterruptedException {
		return of(Tool.KUBECTL.run("kustomize", folder.toString()));
	}

	static List<Manifest> in(String file) {
		try {
			return of(Files.readString(KUBERNETES.resolve(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Manifest> of(String yaml) {
		return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
			.map((document) -> new Manifest(JsonMapper.shared().valueToTree(document)))
			.toList();
	}

	/** Paths of all files with manifests, or with parts of them. */
	static List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(KUBERNETES)) {
			return files.filter((file) -> file.toString().endsWith(".yaml"))
				.filter((file) -> !file.endsWith("kustomization.yaml"))
				.map((file) -> KUBERNETES.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

	static List<String> overlays() throws IOException {
		try (Stream<Path> folders = Files.list(KUBERNETES.resolve("overlays"))) {
			return folders.map((folder) -> folder.getFileName().toString()).sorted().toList();
		}
	}

	String apiVersion() {
		return this.tree.at("/apiVersion").asString();
	}

	String kind() {
		return this.tree.at("/kind").asString();
	}

	String name() {
		return this.tree.at("/metadata/name").asString();
	}

	boolean isA(String kind) {
		return kind().equals(kind);
	}

	JsonNode at(String pointer) {
		return this.tree.at(pointer);
	}

	/** What it says of the pods that it makes; a missing node if it makes none. */
	JsonNode pod() {
		return this.tree.at("/spec/template/spec");
	}

	@Override
	public String toString() {
		return kind() + " " + name();
	}

}
