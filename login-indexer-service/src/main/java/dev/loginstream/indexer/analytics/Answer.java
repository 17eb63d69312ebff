package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonNumber;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.DateHistogramBucket;
import org.opensearch.client.opensearch._types.aggregations.SingleBucketAggregateBase;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/**
 * What OpenSearch answered. While there is no index, an answer has no aggregations; then
 * there are no buckets, and all counts are 0.
 *
 * @param hits documents found
 * @param aggregations by name
 */
record Answer(List<Hit<Void>> hits, Map<String, Aggregate> aggregations) {

	Answer(SearchResponse<Void> response) {
		this(response.hits().hits(), response.aggregations());
	}

	/** Buckets of a terms aggregation on a text field. */
	List<StringTermsBucket> terms(String name) {
		return terms(this.aggregations, name);
	}

	static List<StringTermsBucket> terms(Map<String, Aggregate> aggregations, String name) {
		Aggregate aggregate = aggregations.get(name);
		return (aggregate != null && aggregate.isSterms()) ? aggregate.sterms().buckets().array() : List.of();
	}

	static List<DateHistogramBucket> dates(Map<String, Aggregate> aggregations, String name) {
		Aggregate aggregate = aggregations.get(name);
		return (aggregate != null) ? aggregate.dateHistogram().buckets().array() : List.of();
	}

	static long cardinality(Map<String, Aggregate> aggregations, String name) {
		Aggregate aggregate = aggregations.get(name);
		return (aggregate != null) ? aggregate.cardinality().value() : 0;
	}

	/** The greatest of times; null where no document has one. */
	static @Nullable Instant time(Map<String, Aggregate> aggregations, String name) {
		Aggregate aggregate = aggregations.get(name);
		Double millis = (aggregate != null) ? aggregate.max().value() : null;
		return (millis != null && Double.isFinite(millis)) ? Instant.ofEpochMilli(millis.longValue()) : null;
	}

	/** A percentile; not a number, JSON's null, where no document has the field. */
	static double percentile(Aggregate percentiles, String percent) {
		JsonData value = percentiles.tdigestPercentiles().values().keyed().get(percent);
		return (value != null && value.toJson() instanceof JsonNumber number) ? number.doubleValue() : Double.NaN;
	}

	/** What a filter aggregation let through. */
	Filtered filter(String name) {
		Aggregate aggregate = this.aggregations.get(name);
		return (aggregate != null) ? new Filtered(aggregate.filter()) : Filtered.NONE;
	}

	/**
	 * Documents of a filter aggregation.
	 *
	 * @param count how many
	 * @param aggregations of them, by name
	 */
	record Filtered(long count, Map<String, Aggregate> aggregations) {

		static final Filtered NONE = new Filtered(0, Map.of());

		Filtered(SingleBucketAggregateBase bucket) {
			this(bucket.docCount(), bucket.aggregations());
		}

	}

}
