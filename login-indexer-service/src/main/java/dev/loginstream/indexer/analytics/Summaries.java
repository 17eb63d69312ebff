package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loginstream.dto.ProcessedUserLogin;
import dev.loginstream.indexer.LoginDocument;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregationCollectMode;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import org.springframework.stereotype.Component;

/**
 * Counts logins and rejected logins.
 */
@Component
class Summaries {

	private static final int MOST_REASONS = 50;

	private final Searches searches;

	Summaries(Searches searches) {
		this.searches = searches;
	}

	LoginHistogram histogram(TimeRange range, SplitField by, Duration interval, int top) {
		TimelineQuery timeline = new TimelineQuery(range, interval, by.toString(), top);
		Answer answer = this.searches.search(LoginDocument.ALIAS, (request) -> {
			request.size(0).query(range.query());
			timeline.addTo(request);
		});
		return new LoginHistogram(range.from(), range.to(), by, timeline.read(answer));
	}

	RejectionSummary rejections(TimeRange range, Duration interval) {
		TimelineQuery timeline = new TimelineQuery(range, interval, "reason", MOST_REASONS);
		Answer answer = this.searches.search(LoginDocument.REJECTED_ALIAS, (request) -> {
			request.size(0)
				.query(RejectionSummary.query(range))
				.aggregations("services", terms("service", MOST_REASONS));
			timeline.addTo(request);
		});
		Timeline read = timeline.read(answer);
		long total = read.total().stream().mapToLong(Long::longValue).sum();
		return new RejectionSummary(range.from(), range.to(), total,
				Counts.of(answer.terms(TimelineQuery.VALUES), total), Counts.of(answer.terms("services"), total), read);
	}

	LoginSummary summary(TimeRange range) {
		TimeRange before = range.before();
		Answer answer = this.searches.search(LoginDocument.ALIAS, (request) -> request.size(0)
			.query(new TimeRange(before.from(), range.to()).query())
			.aggregations("users", different("user_id", LoginSummary.Precision.THRESHOLD))
			.aggregations("before",
					filter(before.query(), Map.of("users", different("user_id", LoginSummary.Precision.THRESHOLD))))
			.aggregations("within", filter(range.query(), ofTheRange())));
		Answer.Filtered within = answer.filter("within");
		Map<String, Aggregate> found = within.aggregations();
		long users = Answer.cardinality(found, "users");
		long both = Answer.cardinality(answer.aggregations(), "users");
		long returning = Math.clamp(users + Answer.cardinality(answer.filter("before").aggregations(), "users") - both,
				0, users);
		long unknownDevices = count(found, "unknown_device_id");
		return new LoginSummary(range.from(), range.to(), within.count(), users,
				Answer.cardinality(found, "devices") - ((unknownDevices > 0) ? 1 : 0), returning, users - returning,
				unknown(within), latency(found), counts(within, "device_types"), counts(within, "app_versions"),
				counts(within, "locales"), networks(found));
	}

	private static Map<String, Aggregation> ofTheRange() {
		Map<String, Aggregation> aggregations = new HashMap<>();
		aggregations.put("users", different("user_id", LoginSummary.Precision.THRESHOLD));
		aggregations.put("devices", different("device_id", LoginSummary.Precision.THRESHOLD));
		for (String field : List.of("app_version", "ip", "locale", "device_id", "device_type")) {
			aggregations.put("unknown_" + field,
					filter(Query.of((query) -> query
						.term((term) -> term.field(field).value(FieldValue.of(ProcessedUserLogin.UNKNOWN)))),
							Map.of()));
		}
		aggregations.put("latency", Aggregation.of((aggregation) -> aggregation
			.percentiles((percentiles) -> percentiles.field("kafka_source.latency_ms").percents(50.0, 95.0, 99.0))));
		aggregations.put("slowest",
				Aggregation.of((aggregation) -> aggregation.max((max) -> max.field("kafka_source.latency_ms"))));
		aggregations.put("device_types", terms("device_type", 20));
		aggregations.put("app_versions", terms("app_version", 50));
		aggregations.put("locales", terms("locale", 400));
		aggregations.put("networks",
				Aggregation.of((aggregation) -> aggregation
					.terms((terms) -> terms.field("ip_prefix.keyword")
						.size(10)
						.shardSize(100)
						.collectMode(TermsAggregationCollectMode.BreadthFirst))
					.aggregations("users", different("user_id", 1000))));
		return aggregations;
	}

	private static Aggregation different(String field, int exactUpTo) {
		return Aggregation.of((aggregation) -> aggregation
			.cardinality((cardinality) -> cardinality.field(field).precisionThreshold(exactUpTo)));
	}

	private static Aggregation terms(String field, int most) {
		return Aggregation.of((aggregation) -> aggregation
			.terms((terms) -> terms.field(field).size(most).shardSize(TimelineQuery.VALUES_OF_A_SHARD)));
	}

	private static Aggregation filter(Query query, Map<String, Aggregation> aggregations) {
		return Aggregation.of((aggregation) -> aggregation.filter(query).aggregations(aggregations));
	}

	private static Counts counts(Answer.Filtered logins, String name) {
		return Counts.of(Answer.terms(logins.aggregations(), name), logins.count());
	}

	private static LoginSummary.UnknownShares unknown(Answer.Filtered logins) {
		return new LoginSummary.UnknownShares(unknown(logins, "app_version"), unknown(logins, "ip"),
				unknown(logins, "locale"), unknown(logins, "device_id"), unknown(logins, "device_type"));
	}

	private static double unknown(Answer.Filtered logins, String field) {
		return (logins.count() > 0) ? (double) count(logins.aggregations(), "unknown_" + field) / logins.count() : 0;
	}

	private static long count(Map<String, Aggregate> aggregations, String filter) {
		Aggregate aggregate = aggregations.get(filter);
		return (aggregate != null) ? aggregate.filter().docCount() : 0;
	}

	private static LoginSummary.@Nullable Latency latency(Map<String, Aggregate> aggregations) {
		Aggregate latency = aggregations.get("latency");
		Aggregate slowest = aggregations.get("slowest");
		if (latency == null || slowest == null) {
			return null;
		}
		double median = Answer.percentile(latency, "50.0");
		Double max = slowest.max().value();
		return (Double.isNaN(median) || max == null) ? null : new LoginSummary.Latency(median,
				Answer.percentile(latency, "95.0"), Answer.percentile(latency, "99.0"), max);
	}

	private static List<LoginSummary.Network> networks(Map<String, Aggregate> aggregations) {
		return Answer.terms(aggregations, "networks")
			.stream()
			.map((bucket) -> new LoginSummary.Network(bucket.key(), bucket.docCount(),
					Answer.cardinality(bucket.aggregations(), "users")))
			.toList();
	}

}
