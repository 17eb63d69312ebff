package dev.loginstream.indexer.analytics;

import java.time.Duration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/rejections", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Rejections", description = "Records that a service put on the dead-letter topic, by when it did")
class RejectionsController {

	private final Summaries summaries;

	private final AnalyticsProperties properties;

	RejectionsController(Summaries summaries, AnalyticsProperties properties) {
		this.summaries = summaries;
		this.properties = properties;
	}

	@GetMapping("/summary")
	@Operation(operationId = "summarizeRejections", summary = "Summarize rejected records",
			description = "Rejected records by reason and by service, and per interval by reason.")
	RejectionSummary summary(@ParameterObject TimeParameters time,
			@Parameter(description = Intervals.DESCRIPTION, example = "PT10S",
					schema = @Schema(type = "string")) @RequestParam(required = false) @Nullable Duration interval) {
		TimeRange range = time.range(this.properties.maxRange());
		return this.summaries.rejections(range, Intervals.of(interval, range));
	}

}
