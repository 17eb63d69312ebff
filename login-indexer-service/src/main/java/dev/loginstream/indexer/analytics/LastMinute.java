package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.loginstream.indexer.LoginDocument;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.DateHistogramBucket;

import org.springframework.stereotype.Component;

/**
 * The logins of the last minute, second by second. The last of them are not all there
 * yet: they are on their way, or OpenSearch has yet to refresh.
 */
@Component
class LastMinute {

	private static final int SECONDS = 60;

	/** The time of the latency that is shown as a figure. */
	private static final Duration RECENT = Duration.ofSeconds(10);

	private static final Aggregation LATENCY = Aggregation.of((latency) -> latency
		.percentiles((percentiles) -> percentiles.field("kafka_source.latency_ms").percents(50.0, 95.0)));

	private final Searches searches;

	LastMinute(Searches searches) {
		this.searches = searches;
	}

	Activity read() {
		Instant now = Instant.now();
		Instant from = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(SECONDS - 1);
		TimeRange minute = new TimeRange(from, from.plusSeconds(SECONDS));
		TimeRange recent = new TimeRange(now.minus(RECENT).truncatedTo(ChronoUnit.MILLIS), minute.to());
		Answer logins = this.searches.search(LoginDocument.ALIAS, (search) -> search.size(0)
			.query(minute.query())
			.aggregations("seconds", seconds(Map.of("latency", LATENCY)))
			.aggregations("recent", (filter) -> filter.filter(recent.query()).aggregations("latency", LATENCY)));
		Answer rejections = this.searches.search(LoginDocument.REJECTED_ALIAS,
				(search) -> search.size(0)
					.query(RejectionSummary.query(minute))
					.aggregations("seconds", seconds(Map.of())));
		Activity activity = Activity.none(from, Percentiles.of(logins.filter("recent").aggregations().get("latency")));
		for (DateHistogramBucket bucket : Answer.dates(logins.aggregations(), "seconds")) {
			activity.put(bucket);
		}
		for (DateHistogramBucket bucket : Answer.dates(rejections.aggregations(), "seconds")) {
			activity.putRejected(bucket);
		}
		return activity;
	}

	private static Aggregation seconds(Map<String, Aggregation> each) {
		return Aggregation.of(
				(seconds) -> seconds
					.dateHistogram((histogram) -> histogram.field("timestamp")
						.fixedInterval((interval) -> interval.time("1s"))
						.minDocCount(1))
					.aggregations(each));
	}

	/**
	 * What happened in each second.
	 *
	 * @param from begin of the first second
	 * @param logins how many
	 * @param latency of them; null where there are none
	 * @param rejected how many events were rejected and not redriven since
	 * @param recent latency of the last ten seconds together
	 */
	record Activity(Instant from, long[] logins, @Nullable Percentiles[] latency, long[] rejected,
			@Nullable Percentiles recent) {

		static Activity none(Instant from, @Nullable Percentiles recent) {
			return new Activity(from, new long[SECONDS], new @Nullable Percentiles[SECONDS], new long[SECONDS], recent);
		}

		private void put(DateHistogramBucket bucket) {
			int second = second(bucket);
			this.logins[second] = bucket.docCount();
			this.latency[second] = Percentiles.of(bucket.aggregations().get("latency"));
		}

		private void putRejected(DateHistogramBucket bucket) {
			this.rejected[second(bucket)] = bucket.docCount();
		}

		private int second(DateHistogramBucket bucket) {
			return (int) Duration.between(this.from, Instant.ofEpochMilli(bucket.key())).toSeconds();
		}

	}

	/**
	 * Of latencies, in milliseconds.
	 *
	 * @param p50 which half of them are below
	 * @param p95 which all but one of twenty are below
	 */
	record Percentiles(double p50, double p95) {

		/** Null where there are no latencies. */
		static @Nullable Percentiles of(@Nullable Aggregate aggregate) {
			if (aggregate == null) {
				return null;
			}
			double p50 = Answer.percentile(aggregate, "50.0");
			return Double.isNaN(p50) ? null : new Percentiles(p50, Answer.percentile(aggregate, "95.0"));
		}

	}

}
