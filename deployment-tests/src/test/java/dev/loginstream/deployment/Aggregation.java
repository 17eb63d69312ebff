package dev.loginstream.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One aggregation of a visualization.
 *
 * @param id within its visualization
 * @param type in the words of OpenSearch, or {@code count}
 * @param params as Dashboards keeps them
 */
record Aggregation(String id, String type, JsonNode params) {

	private static final Set<String> BUCKETS = Set.of("terms", "date_histogram");

	private static final Set<String> NUMBERS = Set.of("integer", "long", "float", "double");

	/** Of what type a field must be; ranges, for one, have no terms. */
	private static final Map<String, Set<String>> FIELD_TYPES = Map.of("terms", Set.of("keyword", "integer", "long"),
			"cardinality", Set.of("keyword", "integer", "long"), "date_histogram", Set.of("date"), "percentiles",
			NUMBERS);

	static Aggregation of(JsonNode state) {
		return new Aggregation(state.required("id").stringValue(), state.required("type").stringValue(),
				state.required("params"));
	}

	boolean isCount() {
		return this.type.equals("count");
	}

	boolean isBucket() {
		return BUCKETS.contains(this.type);
	}

	/** What is wrong with this aggregation on an index of such fields. */
	Optional<String> problemWith(MappedFields fields) {
		if (isCount()) {
			return Optional.empty();
		}
		if (!FIELD_TYPES.containsKey(this.type)) {
			return Optional.of("aggregation %s is not known".formatted(this.type));
		}
		return fields.problemWith(field(), FIELD_TYPES.get(this.type)).map((problem) -> this.type + " of " + problem);
	}

	/** As in a search, without what is nested in it. */
	ObjectNode request() {
		ObjectNode request = JsonMapper.shared().createObjectNode();
		ObjectNode body = request.putObject(this.type).put("field", field());
		switch (this.type) {
			case "terms" -> {
				body.put("size", this.params.required("size").intValue());
				if (this.params.path("missingBucket").asBoolean(false)) {
					body.put("missing", "__missing__");
				}
				if (this.params.has("exclude")) {
					body.set("exclude", this.params.get("exclude"));
				}
			}
			case "percentiles" -> body.set("percents", this.params.required("percents"));
			case "date_histogram" -> body.put("fixed_interval", interval());
			default -> {
			}
		}
		return request;
	}

	private String interval() {
		return switch (this.params.required("interval").stringValue()) {
			// Dashboards makes an interval of "auto" and of the time range.
			case "auto", "m" -> "1m";
			case String interval -> interval;
		};
	}

	private String field() {
		return this.params.required("field").stringValue();
	}

}
