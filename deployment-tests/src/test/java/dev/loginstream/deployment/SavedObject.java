package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of what OpenSearch Dashboards imports.
 *
 * @param key its type and id
 * @param attributes in the form of that type
 * @param references to other objects, by the names that the attributes use
 */
record SavedObject(Key key, JsonNode attributes, List<Reference> references) {

	private static final JsonMapper JSON = JsonMapper.shared();

	static List<SavedObject> readAll(Path file) throws IOException {
		return Files.readAllLines(file).stream().map(SavedObject::parse).toList();
	}

	static SavedObject parse(String line) {
		JsonNode object = JSON.readTree(line);
		List<Reference> references = object.required("references")
			.valueStream()
			.map((reference) -> new Reference(text(reference, "name"), Key.of(reference)))
			.toList();
		return new SavedObject(Key.of(object), object.required("attributes"), references);
	}

	/** Many attributes are JSON in a string. */
	JsonNode parsed(String attribute) {
		return JSON.readTree(text(this.attributes, attribute));
	}

	JsonNode searchSource() {
		return JSON.readTree(text(this.attributes.required("kibanaSavedObjectMeta"), "searchSourceJSON"));
	}

	private static String text(JsonNode node, String name) {
		return node.required(name).stringValue();
	}

	/**
	 * By which an object is known.
	 */
	record Key(String type, String id) {

		static Key of(JsonNode node) {
			return new Key(text(node, "type"), text(node, "id"));
		}

		static Key indexPattern(String id) {
			return new Key("index-pattern", id);
		}

		boolean isIndexPattern() {
			return this.type.equals("index-pattern");
		}

		boolean isVisualization() {
			return this.type.equals("visualization");
		}

		boolean isDashboard() {
			return this.type.equals("dashboard");
		}

	}

	record Reference(String name, Key target) {
	}

}
