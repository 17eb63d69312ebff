package dev.loginstream.indexer.analytics;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "Logins per interval, split by the values of a field")
record LoginHistogram(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("by") @Schema(description = "Field that the logins are split by") SplitField by,
		@JsonProperty("timeline") @Schema(description = "Logins per interval") Timeline timeline) {
}
