package dev.loginstream.deployment;

import java.util.List;

import dev.loginstream.deployment.SavedObject.Key;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a visualization asks OpenSearch.
 *
 * @param id of the saved object
 * @param aggregations in their order, in which buckets are nested
 */
record Visualization(String id, List<Aggregation> aggregations) {

	static Visualization of(SavedObject object) {
		return of(object.key().id(), object.parsed("visState").required("aggs"));
	}

	static Visualization of(String id, JsonNode aggregations) {
		return new Visualization(id, aggregations.valueStream().map(Aggregation::of).toList());
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

	/**
	 * The search that Dashboards would send for the last 15 minutes.
	 * @param timeField of the index pattern
	 * @return its body
	 */
	JsonNode search(String timeField) {
		ObjectNode search = JsonMapper.shared().createObjectNode().put("size", 0);
		search.withObject("/query/range/" + timeField).put("gte", "now-15m").put("lte", "now");
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
