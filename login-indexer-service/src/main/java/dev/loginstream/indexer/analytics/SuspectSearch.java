package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.loginstream.indexer.LoginDocument;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.DateHistogramBucket;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregationExecutionHint;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import org.springframework.stereotype.Component;

/**
 * Tells by aggregations which subjects are worth a look.
 */
@Component
class SuspectSearch {

	/** Users at most with many logins in one interval. */
	private static final int REPEATERS = 20;

	private final Searches searches;

	private final InsightsProperties properties;

	SuspectSearch(Searches searches, InsightsProperties properties) {
		this.searches = searches;
		this.properties = properties;
	}

	/**
	 * Counts the logins.
	 * @param range to look at
	 * @return how many there are, and when
	 */
	LoginTimes times(TimeRange range) {
		Answer answer = this.searches.search(LoginDocument.ALIAS,
				(search) -> search.size(0)
					.query(range.query())
					.aggregations("last", (last) -> last.max((max) -> max.field("timestamp")))
					.aggregations("counts", intervals(this.properties.burst().interval()).build()));
		NavigableMap<Instant, Long> counts = new TreeMap<>();
		for (DateHistogramBucket interval : Answer.dates(answer.aggregations(), "counts")) {
			counts.put(Instant.ofEpochMilli(interval.key()), interval.docCount());
		}
		return new LoginTimes(range, counts, Answer.time(answer.aggregations(), "last"));
	}

	/**
	 * Looks for what may be an insight.
	 * @param range to look at; this costs time and memory for each login in it
	 * @return it, the most conspicuous first
	 */
	Suspects find(TimeRange range) {
		int networkUsers = this.properties.network().users();
		int deviceUsers = this.properties.device().users();
		int userDevices = this.properties.rotation().devices();
		Answer answer = this.searches.search(LoginDocument.ALIAS,
				(search) -> search.size(0)
					.query(range.query())
					.aggregations("networks", subjects(LoginField.NETWORK, networkUsers, LoginField.USER))
					.aggregations("devices", subjects(LoginField.DEVICE, deviceUsers, LoginField.USER))
					.aggregations("travellers", subjects(LoginField.USER, 2, LoginField.REGION))
					.aggregations("rotators", subjects(LoginField.USER, userDevices, LoginField.DEVICE))
					.aggregations("repeaters", repeaters()));
		return new Suspects(subjects(answer, "networks", networkUsers), subjects(answer, "devices", deviceUsers),
				subjects(answer, "travellers", 2), subjects(answer, "rotators", userDevices), repeaters(answer));
	}

	// A window touches two intervals of its length, and one of them has half the logins.
	private Aggregation repeaters() {
		int half = (this.properties.repetition().logins() + 1) / 2;
		Aggregation users = Aggregation.of((each) -> each.terms((terms) -> terms.field(LoginField.USER.indexed())
			.executionHint(TermsAggregationExecutionHint.Map)
			.minDocCount((long) half)
			.size(REPEATERS)));
		Aggregation intervals = intervals(this.properties.repetition().window()).aggregations("subjects", users)
			.build();
		return known(LoginField.USER).aggregations("intervals", intervals).build();
	}

	private static Aggregation.Builder.ContainerBuilder intervals(Duration length) {
		return new Aggregation.Builder().dateHistogram((histogram) -> histogram.field("timestamp")
			.fixedInterval((fixed) -> fixed.time(length.toSeconds() + "s"))
			.minDocCount(1));
	}

	private static Aggregation.Builder.ContainerBuilder known(LoginField... fields) {
		List<Query> unknown = Stream.of(fields).map(SuspectSearch::unknown).toList();
		return new Aggregation.Builder().filter((filter) -> filter.bool((bool) -> bool.mustNot(unknown)));
	}

	// Those with at least so many different values, or a few less: they are approximate.
	private Aggregation subjects(LoginField subject, int atLeast, LoginField values) {
		Aggregation different = Aggregation.of((count) -> count
			.cardinality((cardinality) -> cardinality.field(values.indexed()).precisionThreshold(2 * atLeast)));
		Aggregation subjects = Aggregation.of(
				(each) -> each
					.terms((terms) -> terms.field(subject.indexed())
						.executionHint(TermsAggregationExecutionHint.Map)
						.minDocCount((long) atLeast)
						.size(this.properties.maxSubjects())
						.order(List.of(Map.of("different", SortOrder.Desc))))
					.aggregations("different", different));
		return known(subject, values).aggregations("subjects", subjects).build();
	}

	private static Query unknown(LoginField field) {
		return Query
			.of((query) -> query.term((term) -> term.field(field.indexed()).value(FieldValue.of(Login.UNKNOWN))));
	}

	private Subjects subjects(Answer answer, String name, int atLeast) {
		Map<String, Long> logins = new LinkedHashMap<>();
		for (StringTermsBucket subject : Answer.terms(answer.filter(name).aggregations(), "subjects")) {
			if (Answer.cardinality(subject.aggregations(), "different") >= atLeast) {
				logins.put(subject.key(), subject.docCount());
			}
		}
		return new Subjects(logins, logins.size() == this.properties.maxSubjects());
	}

	// Of one interval there are few, of all there may be many.
	private Subjects repeaters(Answer answer) {
		Map<String, Long> logins = new LinkedHashMap<>();
		boolean truncated = false;
		for (DateHistogramBucket interval : Answer.dates(answer.filter("repeaters").aggregations(), "intervals")) {
			List<StringTermsBucket> users = Answer.terms(interval.aggregations(), "subjects");
			users.forEach((user) -> logins.merge(user.key(), user.docCount(), Long::sum));
			truncated |= users.size() == REPEATERS;
		}
		return new Subjects(logins, truncated).most(this.properties.maxSubjects());
	}

}
