package dev.loginstream.indexer.analytics;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.opensearch.client.opensearch._types.query_dsl.Query;

@Schema(description = "Rejected records that were not redriven since, by when they were " + "rejected")
record RejectionSummary(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("rejections") @Schema(
				description = "Records rejected in the range, without those that were redriven since") long rejections,
		@JsonProperty("reasons") @Schema(
				description = "By reason; `unknown` for dead letters that are not ours") Counts reasons,
		@JsonProperty("services") @Schema(description = "By the service that rejected; `other` has the dead letters "
				+ "that are not ours") Counts services,
		@JsonProperty("timeline") @Schema(description = "Per interval, split by reason") Timeline timeline) {

	/**
	 * Finds the rejected of a range; what was redriven has an outcome of its own, and
	 * would be counted twice.
	 */
	static Query query(TimeRange range) {
		return Query.of((query) -> query.bool((bool) -> bool.filter(range.query())
			.mustNot((redriven) -> redriven.exists((exists) -> exists.field("redriven")))));
	}

}
