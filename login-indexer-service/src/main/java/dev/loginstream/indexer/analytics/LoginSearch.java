package dev.loginstream.indexer.analytics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loginstream.indexer.LoginDocument;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.search.Hit;

import org.springframework.stereotype.Component;

/**
 * Finds logins, page by page. The repository would read whole documents, which can have
 * as many bytes as a record, and does not say when only a part was searched.
 */
@Component
class LoginSearch {

	/**
	 * No two logins have the same in all: those of the same time are in the same index,
	 * and in a shard no sequence number is there twice.
	 */
	private static final List<SortOptions> NEWEST_FIRST = List.of(descending("timestamp"),
			descending("kafka_source.offset"), descending("kafka_source.partition"), descending("_seq_no"));

	private static final List<FieldAndFormat> FIELDS = Arrays.stream(FoundLogin.FIELDS)
		.map((name) -> FieldAndFormat.of((field) -> field.field(name)))
		.toList();

	private final Searches searches;

	LoginSearch(Searches searches) {
		this.searches = searches;
	}

	/**
	 * Finds a page.
	 * @param filter which logins
	 * @param range from when
	 * @param size how many at most
	 * @param cursor where the page before ended, or null for the first
	 */
	LoginPage find(LoginFilter filter, TimeRange range, int size, @Nullable PageCursor cursor) {
		List<Query> queries = new ArrayList<>(filter.queries());
		queries.add(range.query());
		List<Hit<Void>> hits = this.searches.search(LoginDocument.ALIAS, (request) -> {
			request.query((query) -> query.bool((all) -> all.filter(queries)))
				.docvalueFields(FIELDS)
				.sort(NEWEST_FIRST)
				// One more tells whether there is another page.
				.size(size + 1);
			if (cursor != null) {
				request.searchAfter(cursor.searchAfter());
			}
		}).hits();
		List<Hit<Void>> page = hits.subList(0, Math.min(size, hits.size()));
		return new LoginPage(range.from(), range.to(), page.stream().map(FoundLogin::of).toList(),
				(hits.size() > size) ? PageCursor.of(range, page.getLast().sort()).toString() : null);
	}

	private static SortOptions descending(String field) {
		return SortOptions
			.of((sort) -> sort.field((by) -> by.field(field).order(SortOrder.Desc).missing(FieldValue.of("_last"))));
	}

}
