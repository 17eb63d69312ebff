package dev.loginstream.indexer;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenSearch's answer to a bulk request, as far as {@link #FILTER} asks for it.
 *
 * @param items one for each document, in the order of the request
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BulkResponse(List<Item> items) {

	static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.caused_by.type";

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * Reads the verdicts.
	 * @param answer body of a response with status 200
	 * @param count how many documents were sent
	 * @return one for each document, in the order of the request
	 * @throws IOException if the answer is not whole
	 */
	static List<Verdict> verdicts(byte[] answer, int count) throws IOException {
		try {
			if (isWithoutErrors(answer, count)) {
				return Collections.nCopies(count, new Verdict.Indexed());
			}
			List<Item> items = JSON.readValue(answer, BulkResponse.class).items();
			if (items == null || items.size() != count) {
				throw new IOException("Expected an answer for %d documents".formatted(count));
			}
			return items.stream().map((item) -> item.create().verdict()).toList();
		}
		catch (JacksonException ex) {
			throw new IOException("Expected a bulk response", ex);
		}
	}

	// Nearly every answer, so its items are counted and not made.
	private static boolean isWithoutErrors(byte[] answer, int count) {
		try (JsonParser parser = JSON.createParser(answer)) {
			boolean without = parser.nextToken() == JsonToken.START_OBJECT && "errors".equals(parser.nextName())
					&& parser.nextToken() == JsonToken.VALUE_FALSE && "items".equals(parser.nextName())
					&& parser.nextToken() == JsonToken.START_ARRAY;
			int items = 0;
			while (without && parser.nextToken() == JsonToken.START_OBJECT) {
				parser.skipChildren();
				items++;
			}
			return without && items == count && parser.nextToken() == JsonToken.END_OBJECT;
		}
	}

	record Item(@JsonAlias("index") Result create) {
	}

	/**
	 * What became of one document.
	 *
	 * @param status as if the document had been sent alone
	 * @param error null where it was written
	 */
	record Result(int status, @Nullable Failure error) {

		Verdict verdict() {
			String type = (this.error != null) ? this.error.type() : "";
			return switch (this.status) {
				case 200, 201 -> new Verdict.Indexed();
				case 409 -> new Verdict.Duplicate();
				case 401, 403, 429 -> new Verdict.Undecided(blockOr(type));
				case 404 -> new Verdict.Undecided(RetryCause.INDEX_UNAVAILABLE);
				case 400 -> switch (type) {
					// The shard limit, or an index that has the name of the alias: not
					// the document's fault.
					case "validation_exception", "invalid_alias_name_exception" ->
						new Verdict.Undecided(RetryCause.INDEX_UNAVAILABLE);
					default -> refused();
				};
				default -> (this.status >= 500) ? new Verdict.Undecided(RetryCause.SERVER_ERROR) : refused();
			};
		}

		private RetryCause blockOr(String type) {
			if (type.equals("cluster_block_exception")) {
				return RetryCause.BLOCKED;
			}
			return (this.status == 429) ? RetryCause.TOO_MANY_REQUESTS : RetryCause.UNAUTHORIZED;
		}

		// The error's reason would quote the document.
		private Verdict refused() {
			return new Verdict.Refused("OpenSearch refused the document: " + this.status + " " + this.error);
		}

	}

	record Failure(String type, @JsonProperty("caused_by") @Nullable Failure causedBy) {

		@Override
		public String toString() {
			return (this.causedBy != null) ? this.type + " caused by " + this.causedBy : this.type;
		}

	}

}
