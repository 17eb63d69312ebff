package dev.loginstream.indexer.analytics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is worth a look.
 */
@RestController
@Tag(name = "Insights", description = "What rules find in the logins")
class InsightsController {

	private final Insights insights;

	private final InsightsProperties properties;

	InsightsController(Insights insights, InsightsProperties properties) {
		this.insights = insights;
		this.properties = properties;
	}

	@GetMapping(path = "/api/insights", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "findInsights", summary = "The rules, and what they find in a range",
			description = "A range is at most `login.indexer.analytics.insights.max-range` long, 24 hours unless set.")
	InsightAnswer insights(@ParameterObject TimeParameters time) {
		return this.insights.find(time.range(this.properties.maxRange()));
	}

}
