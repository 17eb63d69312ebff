package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "What the rules found")
record InsightAnswer(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("rules") @Schema(
				description = "All rules, whether or not they found something") List<AppliedRule> rules,
		@JsonProperty("insights") @Schema(description = "The newest first") List<Insight> insights) {

	static InsightAnswer of(TimeRange range, List<Applied> applied) {
		return new InsightAnswer(range.from(), range.to(), applied.stream().map(AppliedRule::of).toList(),
				applied.stream()
					.flatMap((each) -> each.insights().stream())
					.sorted(Comparator.comparing(Insight::to).reversed().thenComparing(Insight::id))
					.toList());
	}

	/**
	 * A rule and what it found.
	 *
	 * @param rule that was applied
	 * @param insights that it found
	 * @param truncated whether there was more than it may look at
	 */
	record Applied(Rule rule, List<Insight> insights, boolean truncated) {

		Applied truncate() {
			return new Applied(this.rule, this.insights, true);
		}

		/** Without the insights that ended before. */
		Applied since(Instant from) {
			return new Applied(this.rule,
					this.insights.stream().filter((insight) -> !insight.to().isBefore(from)).toList(), this.truncated);
		}

	}

	@Schema(description = "A rule as it was applied")
	record AppliedRule(@JsonProperty("rule") @Schema(description = "Its name, as in the insights") String rule,
			@JsonProperty("statement") @Schema(description = "What it says, in words") String statement,
			@JsonProperty("thresholds") @Schema(
					description = "Its settings; times are ISO-8601 durations") Map<String, Object> thresholds,
			@JsonProperty("truncated") @Schema(description = "Whether there was more than it may look at, so that "
					+ "insights may be missing") boolean truncated) {

		static AppliedRule of(Applied applied) {
			Rule rule = applied.rule();
			return new AppliedRule(rule.name(), rule.statement(), rule.thresholds(), applied.truncated());
		}

	}

}
