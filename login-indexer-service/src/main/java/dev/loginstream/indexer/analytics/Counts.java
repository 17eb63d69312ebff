package dev.loginstream.indexer.analytics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.opensearch.client.opensearch._types.aggregations.MultiBucketBase;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;

@Schema(description = "How often each value of a field was there")
record Counts(
		@JsonProperty("values") @Schema(
				description = "The most frequent values, most frequent first") List<ValueCount> values,
		@JsonProperty("other") @Schema(
				description = "How many had another value, none, or one of more than 1,024 characters") long other) {

	/**
	 * Reads a terms aggregation.
	 * @param buckets by value
	 * @param total documents with a value or without
	 */
	static Counts of(List<StringTermsBucket> buckets, long total) {
		long counted = buckets.stream().mapToLong(MultiBucketBase::docCount).sum();
		return new Counts(buckets.stream().map((bucket) -> new ValueCount(bucket.key(), bucket.docCount())).toList(),
				Math.max(0, total - counted));
	}

	@Schema(description = "A value of a field")
	record ValueCount(@JsonProperty("value") @Schema(description = "The value as in the record") String value,
			@JsonProperty("count") @Schema(description = "How many had it") long count) {
	}

}
