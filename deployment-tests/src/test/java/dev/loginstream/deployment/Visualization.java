package dev.loginstream.deployment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.loginstream.deployment.SavedObject.Key;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a visualization asks OpenSearch.
 *
 * @param id of the saved object
 * @param without a field that no document has which is looked at, empty for none
 * @param aggregations in their order, in which buckets are nested
 */
record Visualization(String id, String without, List<Aggregation> aggregations) {

	private static final Pattern WITHOUT = Pattern.compile("not ([a-z_.]+):\\*");

	static Visualization of(SavedObject object) {
		Matcher without = WITHOUT.matcher(object.searchSource().at("/query/query").asString(""));
		return of(object.key().id(), without.matches() ? without.group(1) : "",
				object.parsed("visState").required("aggs"));
	}

	static Visualization of(String id, JsonNode aggregations) {
		return of(id, "", aggregations);
	}

	private static Visualization of(String id, String without, JsonNode aggregations) {
		return new Visualization(id, without, aggregations.valueStream().map(Aggregation::of).toList());
	}

	/** The index pattern of an object that has one. */
	static List<Key> indexPatterns(SavedObject object) {
		JsonNode name = object.searchSource().path("indexRefName");
		return object.references()
			.stream()
			.filter((reference) -> reference.name().equals(name.asString("")))
			.map(SavedObject.Reference::target)
			.toList();
	}

	Optional<String> problemWith(MappedFields mapped) {
		return (this.without.isEmpty() || mapped.types().containsKey(this.without)) ? Optional.empty()
				: Optional.of("a query for %s, which %s does not have".formatted(this.without, mapped.alias()));
	}

	/**
	 * The search that Dashboards would send for the last 15 minutes.
	 * @param timeField of the index pattern
	 * @return its body
	 */
	JsonNode search(String timeField) {
		ObjectNode search = JsonMapper.shared().createObjectNode().put("size", 0);
		search.withObject("/query/bool/filter/range/" + timeField).put("gte", "now-15m").put("lte", "now");
		if (!this.without.isEmpty()) {
			search.withObject("/query/bool/must_not/exists").put("field", this.without);
		}
		ObjectNode parent = search;
		for (Aggregation bucket : this.aggregations.stream().filter(Aggregation::isBucket).toList()) {
			ObjectNode request = bucket.request();
			if (bucket.type().equals("terms")) {
				order(bucket, request);
			}
			parent.withObject("/aggs").set(bucket.id(), request);
			parent = request;
		}
		addMetrics(parent);
		return search;
	}

	private void order(Aggregation terms, ObjectNode request) {
		String by = terms.params().required("orderBy").stringValue();
		String direction = terms.params().required("order").stringValue();
		ObjectNode order = request.withObject("/terms/order");
		if (by.startsWith("_")) {
			order.put(by, direction);
			return;
		}
		Aggregation metric = metric(by);
		if (metric.isCount()) {
			order.put("_count", direction);
		}
		else {
			order.put(by, direction);
			request.withObject("/aggs").set(by, metric.request());
		}
	}

	private Aggregation metric(String id) {
		return this.aggregations.stream()
			.filter((aggregation) -> aggregation.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"%s orders by %s, which it does not have".formatted(this.id, id)));
	}

	private void addMetrics(ObjectNode parent) {
		this.aggregations.stream()
			.filter((aggregation) -> !aggregation.isBucket() && !aggregation.isCount())
			.forEach((metric) -> parent.withObject("/aggs").set(metric.id(), metric.request()));
	}

}
