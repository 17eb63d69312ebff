package dev.loginstream.indexer.analytics;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.core.search.Hit;

/**
 * Fields of a document as the index has them. Text that is too long to be indexed is not
 * among them, while in the source one may have as many bytes as a record.
 */
final class DocValues {

	private DocValues() {
	}

	static @Nullable String text(Hit<Void> hit, String field) {
		return (first(hit, field) instanceof JsonString text) ? text.getString() : null;
	}

	static @Nullable Long number(Hit<Void> hit, String field) {
		return (first(hit, field) instanceof JsonNumber number) ? number.longValue() : null;
	}

	// An array in the record has many values; they are not ours, and the first stands for
	// them.
	private static @Nullable JsonValue first(Hit<Void> hit, String field) {
		JsonData values = hit.fields().get(field);
		return (values != null) ? values.toJson().asJsonArray().getFirst() : null;
	}

}
