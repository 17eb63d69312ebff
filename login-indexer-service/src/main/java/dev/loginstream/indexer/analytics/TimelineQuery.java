package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.DateHistogramBucket;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregationCollectMode;
import org.opensearch.client.opensearch.core.SearchRequest;

/**
 * Counts documents per interval, split by the values of a field that are the most
 * frequent in the whole range.
 *
 * @param range of the documents
 * @param interval see {@link Intervals}
 * @param field to split by
 * @param top how many values
 */
record TimelineQuery(TimeRange range, Duration interval, String field, int top) {

	/** Each shard tells of so many, so that the sums are right but for odd data. */
	static final int VALUES_OF_A_SHARD = 1000;

	private static final String TIMES = "times";

	/** Aggregation by the values of the field in the whole range. */
	static final String VALUES = "values";

	void addTo(SearchRequest.Builder request) {
		Aggregation times = Aggregation
			.of((aggregation) -> aggregation.dateHistogram((dates) -> dates.field("timestamp")
				.fixedInterval((length) -> length.time(this.interval.toMillis() + "ms"))
				.minDocCount(1)));
		request.aggregations(TIMES, times)
			.aggregations(VALUES,
					(aggregation) -> aggregation
						.terms((terms) -> terms.field(this.field)
							.size(this.top)
							.shardSize(VALUES_OF_A_SHARD)
							// First the top values, then the intervals of these alone.
							.collectMode(TermsAggregationCollectMode.BreadthFirst))
						.aggregations(TIMES, times));
	}

	Timeline read(Answer answer) {
		List<Timeline.Series> series = answer.terms(VALUES)
			.stream()
			.map((bucket) -> new Timeline.Series(bucket.key(), boxed(counts(bucket.aggregations()))))
			.toList();
		long[] total = counts(answer.aggregations());
		long[] other = total.clone();
		series.forEach((one) -> Arrays.setAll(other, (i) -> other[i] - one.counts().get(i)));
		return new Timeline(this.interval,
				LongStream.range(0, total.length)
					.mapToObj((i) -> Instant.ofEpochMilli(first() + i * length()))
					.toList(),
				boxed(total), series, boxed(other));
	}

	private long[] counts(Map<String, Aggregate> aggregations) {
		long[] counts = new long[Math.toIntExact(Math.ceilDiv(this.range.to().toEpochMilli() - first(), length()))];
		for (DateHistogramBucket bucket : Answer.dates(aggregations, TIMES)) {
			counts[Math.toIntExact((bucket.key() - first()) / length())] = bucket.docCount();
		}
		return counts;
	}

	private long first() {
		return Math.floorDiv(this.range.from().toEpochMilli(), length()) * length();
	}

	private long length() {
		return this.interval.toMillis();
	}

	private static List<Long> boxed(long[] counts) {
		return LongStream.of(counts).boxed().toList();
	}

}
