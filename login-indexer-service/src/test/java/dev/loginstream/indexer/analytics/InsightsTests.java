package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.loginstream.indexer.IndexerTest;
import org.junit.jupiter.api.Test;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@IndexerTest
class InsightsTests {

	@Autowired
	private RestClient openSearch;

	@Autowired
	private Searches searches;

	private final StringBuilder bulk = new StringBuilder();

	/** No two tests have their logins in the same days. */
	private final Instant noon = Instant.parse("2005-01-01T12:00:00Z")
		.plus(Duration.ofDays(2 * new Random().nextLong(2000)));

	@Test
	void usersOfANetworkAndOfADeviceAreFound() throws Exception {
		for (int i = 0; i < 12; i++) {
			login(i, "u-" + i, "farm", "RI", "192.0.2.0/24");
			login(i, "v-" + i, "d-" + i, "RI", "198.51.100.0/24");
			login(i, "v", "d", "RI", "203.0.113.0/24");
		}
		index();

		assertThat(find(Map.of()).insights()).extracting(Insight::rule, Insight::subject, Insight::evidence)
			.containsExactlyInAnyOrder(
					tuple("network_with_many_users", Map.of("ip_prefix", "192.0.2.0/24"),
							Map.of("users", 12, "logins", 12)),
					tuple("network_with_many_users", Map.of("ip_prefix", "198.51.100.0/24"),
							Map.of("users", 12, "logins", 12)),
					tuple("device_with_many_users", Map.of("device_id", "farm"), Map.of("users", 12, "logins", 12)),
					tuple("user_with_many_logins", Map.of("user_id", "v"), Map.of("logins", 11)));
	}

	@Test
	void whatUsersDoIsFound() throws Exception {
		for (int i = 0; i < 3; i++) {
			login(i, "taken", "d-1", "RI", "192.0.2.0/24");
			login(60 * i, "pilot", "d-2", (i % 2 == 0) ? "NY" : "CA", "192.0.2.0/24");
		}
		login(300, "taken", "d-9", "MA", "198.51.100.0/24");
		for (int i = 0; i < 6; i++) {
			login(60 * i, "rotator", "d-1" + i, "RI", "192.0.2.0/24");
		}
		index();

		List<Insight> insights = find(Map.of()).insights();

		assertThat(insights).extracting(Insight::rule, Insight::subject)
			.containsExactlyInAnyOrder(tuple("new_device_and_region", Map.of("user_id", "taken")),
					tuple("impossible_travel", Map.of("user_id", "pilot")),
					tuple("device_rotation", Map.of("user_id", "rotator")));
		assertThat(insights).extracting(Insight::to).isSortedAccordingTo((one, other) -> other.compareTo(one));
	}

	@Test
	void burstIsOfNoSubject() throws Exception {
		for (int i = 0; i < 60; i++) {
			login(i * 10 - 300, "u-" + i, "d-" + i, "RI", "192.0." + i + ".0/24");
		}
		for (int i = 0; i < 40; i++) {
			login(i / 10, "v-" + i, "e-" + i, "RI", "198.51." + i + ".0/24");
		}
		index();

		assertThat(find(Map.of()).insights()).singleElement().satisfies((insight) -> {
			assertThat(insight.rule()).isEqualTo("burst");
			assertThat(insight.subject()).isEmpty();
			assertThat(insight.from()).isEqualTo(this.noon);
			assertThat(insight.evidence()).isEqualTo(Map.of("logins", 41L, "usual", 1.0));
		});
	}

	@Test
	void unknownIsNoSubjectAndNoValue() throws Exception {
		for (int i = 0; i < 12; i++) {
			login(i, "u-" + i, "unknown", "RI", "unknown");
			login(i, "unknown", "d-" + i, (i % 2 == 0) ? "NY" : "CA", "unknown");
			login(i * 20, "w", "e", (i % 2 == 0) ? "NY" : "unknown", "192.0.2.0/24");
		}
		index();

		assertThat(find(Map.of()).insights()).isEmpty();
	}

	@Test
	void thresholdsAreSettings() throws Exception {
		for (int i = 0; i < 3; i++) {
			login(i, "u-" + i, "d-" + i, "RI", "192.0.2.0/24");
		}
		index();

		assertThat(find(Map.of()).insights()).isEmpty();
		InsightAnswer answer = find(Map.of("network.users", "3", "network.window", "1m"));
		assertThat(answer.insights()).hasSize(1);
		assertThat(answer.rules()).first()
			.extracting(InsightAnswer.AppliedRule::statement)
			.isEqualTo("At least 3 users log in from one network within 1 minute.");
	}

	@Test
	void whatIsNotLookedAtIsSaid() throws Exception {
		for (int network = 0; network < 3; network++) {
			for (int i = 0; i < 10 + network; i++) {
				login(i, "u-" + network + "-" + i, "d-" + network + "-" + i, "RI", "192.0." + network + ".0/24");
			}
		}
		index();

		assertThat(truncated(find(Map.of()))).isEmpty();
		InsightAnswer fewSubjects = find(Map.of("max-subjects", "2"));
		assertThat(fewSubjects.insights()).extracting(Insight::subject)
			.containsExactlyInAnyOrder(Map.of("ip_prefix", "192.0.2.0/24"), Map.of("ip_prefix", "192.0.1.0/24"));
		assertThat(truncated(fewSubjects)).containsExactly("network_with_many_users");
		InsightAnswer fewLogins = find(Map.of("max-logins", "12"));
		assertThat(fewLogins.insights()).extracting(Insight::subject)
			.containsExactly(Map.of("ip_prefix", "192.0.2.0/24"));
		assertThat(truncated(fewLogins)).containsExactly("network_with_many_users");
	}

	@Test
	void onlyTheNewestLoginsAreLookedAtAndThatIsSaid() throws Exception {
		for (int i = 0; i < 12; i++) {
			login(i / 2, "u-" + i, "d-" + i, "RI", "192.0.2.0/24");
			login(1800 + i / 2, "v-" + i, "e-" + i, "RI", "198.51.100.0/24");
		}
		index();

		assertThat(find(Map.of("max-scanned", "24")).insights()).hasSize(2);
		InsightAnswer newest = find(Map.of("max-scanned", "23"));
		assertThat(newest.insights()).extracting(Insight::subject)
			.containsExactly(Map.of("ip_prefix", "198.51.100.0/24"));
		assertThat(truncated(newest)).hasSize(6).doesNotContain("burst");
		assertThat(find(Map.of("max-scanned", "1")).insights()).hasSize(1);
	}

	@Test
	void onlyAShareOfThemIsLookedAtWhereThatIsAskedForAndThatIsSaid() throws Exception {
		for (int i = 0; i < 12; i++) {
			login(i / 2, "u-" + i, "d-" + i, "RI", "192.0.2.0/24");
			login(1800 + i / 2, "v-" + i, "e-" + i, "RI", "198.51.100.0/24");
		}
		index();
		TimeRange range = new TimeRange(this.noon.minusSeconds(3600), this.noon.plusSeconds(3600));

		assertThat(insights(Map.of()).find(range, 1).insights()).hasSize(2);
		InsightAnswer newest = insights(Map.of()).find(range, 0.1);
		assertThat(newest.insights()).extracting(Insight::subject)
			.containsExactly(Map.of("ip_prefix", "198.51.100.0/24"));
		assertThat(truncated(newest)).hasSize(6).doesNotContain("burst");
	}

	@Test
	void insightIsTheSameWhereverTheRangeBegins() throws Exception {
		for (int i = 0; i < 24; i++) {
			login(30 * i, "u-" + i, "d-" + i, "RI", "192.0.2.0/24");
		}
		index();

		Insight whole = find(Map.of()).insights().getFirst();
		Insight end = insights(Map.of()).find(new TimeRange(this.noon.plusSeconds(650), this.noon.plusSeconds(900)))
			.insights()
			.getFirst();
		assertThat(end.id()).isEqualTo(whole.id());
		assertThat(insights(Map.of()).find(new TimeRange(this.noon.plusSeconds(700), this.noon.plusSeconds(900)))
			.insights()).isEmpty();
	}

	@Test
	void nothingIsFoundWhereNothingIs() {
		InsightAnswer answer = find(Map.of());

		assertThat(answer.insights()).isEmpty();
		assertThat(answer.rules()).hasSize(7).noneMatch(InsightAnswer.AppliedRule::truncated);
	}

	@Test
	void firstHourThatThereIsIsARange() {
		assertThat(insights(Map.of()).find(new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(3600))).insights())
			.isEmpty();
	}

	private InsightAnswer find(Map<String, String> settings) {
		return insights(settings).find(new TimeRange(this.noon.minusSeconds(3600), this.noon.plusSeconds(3600)));
	}

	private Insights insights(Map<String, String> settings) {
		InsightsProperties properties = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("",
				InsightsProperties.class);
		return new Insights(new SuspectSearch(this.searches, properties), new HistorySearch(this.searches, properties),
				properties);
	}

	private static Stream<String> truncated(InsightAnswer answer) {
		return answer.rules()
			.stream()
			.filter(InsightAnswer.AppliedRule::truncated)
			.map(InsightAnswer.AppliedRule::rule);
	}

	private void login(long seconds, String user, String device, String locale, String network) {
		this.bulk.append("""
				{"index":{}}
				{"user_id":"%s","device_id":"%s","locale":"%s","ip_prefix":%s,"timestamp":"%s"}
				""".formatted(user, device, locale, network.equals("unknown") ? null : '"' + network + '"',
				this.noon.plusSeconds(seconds)));
	}

	private void index() throws Exception {
		Request request = new Request("POST", "/processed-user-login-index-insights/_bulk?refresh=true");
		request.setJsonEntity(this.bulk.toString());
		assertThat(new String(this.openSearch.performRequest(request).getEntity().getContent().readAllBytes()))
			.contains("\"errors\":false");
	}

}
