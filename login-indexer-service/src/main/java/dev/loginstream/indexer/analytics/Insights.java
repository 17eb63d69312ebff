package dev.loginstream.indexer.analytics;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.loginstream.indexer.analytics.InsightAnswer.Applied;

import org.springframework.stereotype.Component;

/**
 * Applies the rules to the logins of a range.
 */
@Component
class Insights {

	private final InsightQueries queries;

	private final InsightsProperties properties;

	private final BurstRule burst;

	private final List<SubjectRule> ofNetworks;

	private final List<SubjectRule> ofDevices;

	private final List<SubjectRule> ofUsers;

	Insights(InsightQueries queries, InsightsProperties properties) {
		this.queries = queries;
		this.properties = properties;
		this.burst = new BurstRule(properties.burst());
		this.ofNetworks = List.of(ManyRule.usersOfNetwork(properties.network()));
		this.ofDevices = List.of(ManyRule.usersOfDevice(properties.device()));
		this.ofUsers = List.of(new TravelRule(properties.travel()),
				new NewDeviceAndRegionRule(properties.newDeviceAndRegion().earlierLogins()),
				ManyRule.devicesOfUser(properties.rotation()), new ManyLoginsRule(properties.repetition()));
	}

	/**
	 * What the rules find.
	 * @param range in which it goes on; it may have begun before
	 * @return all rules, and the insights
	 * @throws NoAnswerException if OpenSearch does not tell in time
	 */
	InsightAnswer find(TimeRange range) {
		TimeRange looked = new TimeRange(range.from().minus(this.properties.lookBack()), range.to());
		Suspects suspects = this.queries.suspects(looked);
		Subjects users = suspects.rotators().and(suspects.repeaters()).and(suspects.travellers());
		return InsightAnswer
			.of(range,
					Stream
						.of(apply(this.ofNetworks, LoginField.NETWORK, suspects.networks(), looked),
								apply(this.ofDevices, LoginField.DEVICE, suspects.devices(), looked),
								apply(this.ofUsers, LoginField.USER, users, looked),
								Stream
									.of(new Applied(this.burst,
											insights(this.burst, Map.of(), this.burst.findings(suspects.counts()))
												.toList(),
											false)))
						.flatMap((applied) -> applied)
						.map((applied) -> applied.since(range.from()))
						.toList());
	}

	private Stream<Applied> apply(List<SubjectRule> rules, LoginField subject, Subjects subjects, TimeRange range) {
		Histories histories = this.queries.histories(subject, subjects, range);
		return rules.stream()
			.map((rule) -> new Applied(rule,
					histories.logins()
						.entrySet()
						.stream()
						.flatMap((history) -> insights(rule, Map.of(subject.label(), history.getKey()),
								rule.findings(history.getValue())))
						.toList(),
					histories.truncated()));
	}

	private Stream<Insight> insights(Rule rule, Map<String, String> subject, List<Finding> findings) {
		return Finding.joined(findings, this.properties.quiet())
			.stream()
			.map((finding) -> Insight.of(rule, subject, finding, this.properties.quiet()));
	}

}
