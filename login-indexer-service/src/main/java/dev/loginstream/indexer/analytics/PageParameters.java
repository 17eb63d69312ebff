package dev.loginstream.indexer.analytics;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that says which page it wants.
 */
record PageParameters(
		@Parameter(description = "Logins on a page, at most.",
				schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "200",
						defaultValue = "50")) @Min(1) @Max(200) @Nullable Integer size,
		@Parameter(description = "`after` of the page before. It stands for its place and its range of time, so that "
				+ "pages neither overlap nor leave a login out, whatever arrives meanwhile.") @Nullable String after) {

	private static final int USUAL_SIZE = 50;

	int sizeOrUsual() {
		return (this.size != null) ? this.size : USUAL_SIZE;
	}

	@Nullable PageCursor cursor() {
		return (this.after != null) ? PageCursor.parse(this.after) : null;
	}

}
