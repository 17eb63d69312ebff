package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "Counts per interval. All lists of counts are as long as `times`, also where nothing was counted.")
record Timeline(
		@JsonProperty("interval") @Schema(description = "Length of an interval, ISO-8601", type = "string",
				format = "duration", example = "PT10S") Duration interval,
		@JsonProperty("times") @Schema(description = "When each interval begins, ISO-8601 in UTC: multiples of the "
				+ "interval since 1970. The first and the last can reach beyond the range, where nothing is counted.") List<Instant> times,
		@JsonProperty("total") @Schema(description = "All in each interval") List<Long> total,
		@JsonProperty("series") @Schema(
				description = "Those with each of the most frequent values in the whole range, most frequent first") List<Series> series,
		@JsonProperty("other") @Schema(
				description = "Those with another value, none, or one of more than 1,024 characters") List<Long> other) {

	@Schema(description = "One value of the field")
	record Series(@JsonProperty("value") @Schema(description = "The value as in the record") String value,
			@JsonProperty("counts") @Schema(description = "How many had it in each interval") List<Long> counts) {
	}

}
