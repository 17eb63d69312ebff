package dev.loginstream.indexer.analytics;

import java.time.Duration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/logins", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Logins", description = "Logins that were processed and indexed, by when the user logged in")
class LoginsController {

	private final LoginSearch search;

	private final Summaries summaries;

	private final AnalyticsProperties properties;

	LoginsController(LoginSearch search, Summaries summaries, AnalyticsProperties properties) {
		this.search = search;
		this.summaries = summaries;
		this.properties = properties;
	}

	@GetMapping
	@Operation(operationId = "findLogins", summary = "Find logins",
			description = "Logins that match all filters, newest first. Those of the same time are sorted by where "
					+ "their source record is.")
	LoginPage find(@ParameterObject TimeParameters time, @ParameterObject @Valid LoginFilter filter,
			@ParameterObject @Valid PageParameters page) {
		PageCursor cursor = page.cursor();
		TimeParameters times = (cursor != null) ? time.orElse(cursor.range()) : time;
		return this.search.find(filter, times.range(this.properties.maxRange()), page.sizeOrUsual(), cursor);
	}

	@GetMapping("/histogram")
	@Operation(operationId = "countLoginsPerInterval", summary = "Count logins per interval",
			description = "Logins per interval, in total and split by the most frequent values of a field.")
	LoginHistogram histogram(@ParameterObject TimeParameters time,
			@Parameter(description = "Field to split by.") @RequestParam SplitField by,
			@Parameter(description = Intervals.DESCRIPTION, example = "PT10S",
					schema = @Schema(type = "string")) @RequestParam(required = false) @Nullable Duration interval,
			@Parameter(description = "How many values of the field have counts of their own.") @RequestParam(
					defaultValue = "10") @Min(1) @Max(50) int top) {
		TimeRange range = time.range(this.properties.maxRange());
		return this.summaries.histogram(range, by, Intervals.of(interval, range), top);
	}

	@GetMapping("/summary")
	@Operation(operationId = "summarizeLogins", summary = "Summarize logins",
			description = "Totals, users, devices, latency and the most frequent values of a range. Users are new or "
					+ "returning by the equally long time right before the range, which bounds what is looked at.")
	LoginSummary summary(@ParameterObject TimeParameters time) {
		return this.summaries.summary(time.range(this.properties.maxRange()));
	}

}
