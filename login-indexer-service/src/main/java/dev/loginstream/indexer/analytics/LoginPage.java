package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Logins that were found, newest first")
record LoginPage(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("logins") @Schema(description = "At most `size` logins") List<FoundLogin> logins,
		@JsonProperty("after") @Schema(description = "Give it as `after` to get the next page, with the same filters; "
				+ "absent on the last page") @Nullable String after) {
}
