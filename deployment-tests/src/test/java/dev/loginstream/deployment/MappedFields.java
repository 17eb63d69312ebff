package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields that an index template of the indexer maps.
 *
 * @param alias of its indices
 * @param types by full name of a field, sub-fields included
 */
record MappedFields(String alias, Map<String, String> types) {

	private static final Path RESOURCES = Path.of("../login-indexer-service/src/main/resources");

	static MappedFields ofLogins() throws IOException {
		return of(logins());
	}

	static MappedFields ofRejected() throws IOException {
		return of(rejected());
	}

	static JsonNode logins() throws IOException {
		return template("index-template.json");
	}

	static JsonNode rejected() throws IOException {
		return template("rejected-index-template.json");
	}

	private static JsonNode template(String file) throws IOException {
		return JsonMapper.shared().readTree(Files.readString(RESOURCES.resolve(file)));
	}

	private static MappedFields of(JsonNode template) {
		String alias = template.at("/template/aliases").propertyNames().iterator().next();
		Map<String, String> types = new TreeMap<>();
		collect("", template.at("/template/mappings/properties"), types);
		return new MappedFields(alias, types);
	}

	private static void collect(String prefix, JsonNode fields, Map<String, String> types) {
		fields.properties().forEach((field) -> {
			String name = prefix + field.getKey();
			JsonNode mapping = field.getValue();
			if (mapping.has("type")) {
				types.put(name, mapping.get("type").stringValue());
			}
			collect(name + ".", mapping.path("properties"), types);
			collect(name + ".", mapping.path("fields"), types);
		});
	}

	Optional<String> problemWith(String field, Set<String> expectedTypes) {
		String type = this.types.get(field);
		if (type == null) {
			return Optional.of("field %s, which %s does not have".formatted(field, this.alias));
		}
		if (!expectedTypes.contains(type)) {
			return Optional.of("field %s, which is %s in %s".formatted(field, type, this.alias));
		}
		return Optional.empty();
	}

}
