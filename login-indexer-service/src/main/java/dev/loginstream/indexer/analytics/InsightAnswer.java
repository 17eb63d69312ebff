package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the rules found.
 *
 * @param from start of the range
 * @param to first instant after it
 * @param rules all rules, whether or not they found something
 * @param insights the newest first
 */
record InsightAnswer(Instant from, Instant to, List<AppliedRule> rules, List<Insight> insights) {

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

	/**
	 * A rule as it was applied.
	 *
	 * @param rule its name, as in the insights
	 * @param statement what it says, in words
	 * @param thresholds its settings; times are ISO-8601 durations
	 * @param truncated whether there was more than it may look at, so that insights may
	 * be missing
	 */
	record AppliedRule(String rule, String statement, Map<String, Object> thresholds, boolean truncated) {

		static AppliedRule of(Applied applied) {
			Rule rule = applied.rule();
			return new AppliedRule(rule.name(), rule.statement(), rule.thresholds(), applied.truncated());
		}

	}

}
