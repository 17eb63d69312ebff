package dev.loginstream.indexer.analytics;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "Rejected records, by when they were rejected")
record RejectionSummary(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("rejections") @Schema(description = "Records rejected in the range") long rejections,
		@JsonProperty("reasons") @Schema(
				description = "By reason; `unknown` for dead letters that are not ours") Counts reasons,
		@JsonProperty("services") @Schema(description = "By the service that rejected; `other` has the dead letters "
				+ "that are not ours") Counts services,
		@JsonProperty("timeline") @Schema(description = "Per interval, split by reason") Timeline timeline) {
}
