package dev.loginstream.deployment;

import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A share of all documents, which Dashboards asks for in another way than for the
 * aggregations of a {@link Visualization}: by a filter ratio of a series (TSVB).
 *
 * @param label on the panel
 * @param index title of the index pattern
 * @param timeField of the index pattern
 * @param metric of the series
 */
record Ratio(String label, String index, String timeField, JsonNode metric) {

	/** Those of a visualization; none if it is not of that kind. */
	static Stream<Ratio> of(SavedObject object) {
		JsonNode params = object.parsed("visState").path("params");
		return params.path("series")
			.valueStream()
			.map((series) -> new Ratio(series.required("label").stringValue(),
					params.required("index_pattern").stringValue(), params.required("time_field").stringValue(),
					series.required("metrics").required(0)));
	}

	/**
	 * What Dashboards would ask about the last 15 minutes; the answer is under "ratio".
	 */
	JsonNode search() {
		ObjectNode search = JsonMapper.shared().createObjectNode().put("size", 0);
		search.withObject("/query/range/" + this.timeField).put("gte", "now-15m").put("lte", "now");
		ObjectNode whole = search.withObject("/aggs/whole");
		whole.withObject("/auto_date_histogram").put("field", this.timeField).put("buckets", 1);
		for (String part : new String[] { "numerator", "denominator" }) {
			JsonNode query = this.metric.required(part);
			if (!query.required("language").stringValue().equals("lucene")) {
				throw new IllegalArgumentException("Only Lucene's language is sent as it is: " + query);
			}
			whole.withObject("/aggs/" + part + "/filter/query_string").set("query", query.required("query"));
		}
		ObjectNode ratio = whole.withObject("/aggs/ratio/bucket_script")
			.put("script", "params.denominator > 0 ? params.numerator / params.denominator : 0");
		ratio.putObject("buckets_path").put("numerator", "numerator>_count").put("denominator", "denominator>_count");
		return search;
	}

}
