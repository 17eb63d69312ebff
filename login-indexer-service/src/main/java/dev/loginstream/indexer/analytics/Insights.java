package dev.loginstream.indexer.analytics;

import java.time.Instant;
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

	private final SuspectSearch suspects;

	private final HistorySearch histories;

	private final InsightsProperties properties;

	private final BurstRule burst;

	private final List<SubjectRule> ofNetworks;

	private final List<SubjectRule> ofDevices;

	private final List<SubjectRule> ofUsers;

	Insights(SuspectSearch suspects, HistorySearch histories, InsightsProperties properties) {
		this.suspects = suspects;
		this.histories = histories;
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
		return find(range, 1);
	}

	/**
	 * What the rules find where subjects are looked for only in the newest part of what
	 * is looked at otherwise.
	 * @param range in which it goes on; it may have begun before
	 * @param share of the time that is looked at otherwise, above 0 and at most 1
	 * @return all rules, and the insights
	 * @throws NoAnswerException if OpenSearch does not tell in time
	 */
	InsightAnswer find(TimeRange range, double share) {
		TimeRange whole = withStart(range);
		LoginTimes times = this.suspects.times(whole);
		TimeRange scanned = times.newest(this.properties.maxScanned(), share);
		Suspects suspects = this.suspects.find(scanned);
		Subjects users = suspects.rotators().and(suspects.repeaters()).and(suspects.travellers());
		Stream<Applied> ofSubjects = Stream
			.of(apply(this.ofNetworks, LoginField.NETWORK, suspects.networks(), scanned),
					apply(this.ofDevices, LoginField.DEVICE, suspects.devices(), scanned),
					apply(this.ofUsers, LoginField.USER, users, scanned))
			.flatMap((applied) -> applied)
			.map((applied) -> scanned.equals(whole) ? applied : applied.truncate());
		Applied burst = new Applied(this.burst,
				insights(this.burst, Map.of(), this.burst.findings(times.counts())).toList(), false);
		return InsightAnswer.of(range,
				Stream.concat(ofSubjects, Stream.of(burst)).map((applied) -> applied.since(range.from())).toList());
	}

	private TimeRange withStart(TimeRange range) {
		Instant start = range.from().minus(this.properties.lookBack());
		// Earlier times are none to OpenSearch.
		return new TimeRange(start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start, range.to());
	}

	private Stream<Applied> apply(List<SubjectRule> rules, LoginField subject, Subjects subjects, TimeRange range) {
		Histories histories = this.histories.of(subject, subjects, range);
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
