package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.loginstream.indexer.LoginDocument;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.search.Hit;

import org.springframework.stereotype.Component;

/**
 * Reads the logins of subjects that are worth a look.
 */
@Component
class HistorySearch {

	/** As many documents as OpenSearch gives at once. */
	private static final int PAGE = 10_000;

	private final Searches searches;

	private final InsightsProperties properties;

	HistorySearch(Searches searches, InsightsProperties properties) {
		this.searches = searches;
		this.properties = properties;
	}

	/**
	 * Reads the logins of some subjects.
	 * @param field whose values they are
	 * @param wanted the subjects
	 * @param range to look at
	 * @return the logins of as many subjects as the bounds allow
	 */
	Histories of(LoginField field, Subjects wanted, TimeRange range) {
		Subjects subjects = wanted.first(this.properties.maxLogins());
		Map<String, List<Login>> histories = new LinkedHashMap<>();
		boolean truncated = subjects.truncated();
		for (List<String> some : subjects.parts(PAGE)) {
			List<Login> logins = logins(field, some, range);
			truncated |= logins.size() == PAGE;
			logins.forEach(
					(login) -> histories.computeIfAbsent(field.of(login), (subject) -> new ArrayList<>()).add(login));
		}
		return new Histories(histories, truncated);
	}

	private List<Login> logins(LoginField field, List<String> subjects, TimeRange range) {
		List<FieldValue> values = subjects.stream().map(FieldValue::of).toList();
		Query theirs = Query
			.of((query) -> query.terms((terms) -> terms.field(field.indexed()).terms((any) -> any.value(values))));
		List<FieldAndFormat> fields = Stream.of(LoginField.values())
			.map((each) -> FieldAndFormat.of((shown) -> shown.field(each.indexed())))
			.toList();
		Answer answer = this.searches.search(LoginDocument.ALIAS,
				(search) -> search.size(PAGE)
					.query((query) -> query.bool((bool) -> bool.filter(range.query(), theirs)))
					.sort((sort) -> sort.field((time) -> time.field("timestamp").order(SortOrder.Asc)))
					.docvalueFields(fields));
		return answer.hits().stream().map(HistorySearch::login).toList();
	}

	private static Login login(Hit<Void> hit) {
		return new Login(Instant.ofEpochMilli(hit.sort().getFirst().longValue()), text(hit, LoginField.USER),
				text(hit, LoginField.DEVICE), text(hit, LoginField.REGION), text(hit, LoginField.NETWORK));
	}

	// What is too long for the index is as good as unknown.
	private static String text(Hit<Void> hit, LoginField field) {
		return Objects.requireNonNullElse(DocValues.text(hit, field.indexed()), Login.UNKNOWN);
	}

}
