package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loginstream.indexer.IndexerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
class SummariesTests {

	private static final Instant FROM = Instant.parse("2026-01-15T12:00:00Z");

	private static final Map<String, ?> RANGE = Map.of("from", FROM, "to", FROM.plusSeconds(60));

	private final Indices indices;

	private final Api api;

	SummariesTests(@Autowired RestClient openSearch, @Autowired Environment environment) {
		this.indices = new Indices(openSearch);
		this.api = new Api(environment);
	}

	@BeforeEach
	void clear() throws Exception {
		this.indices.clear();
	}

	@Test
	void loginsAreSummarized() throws Exception {
		this.indices.addLogins(List.of(
				// In the minute before: two users of whom one returns.
				Indices.login("u-1", "d-9", "iOS", "1.0", "RI", "203.0.113.0/24", FROM.minusSeconds(60), 90),
				Indices.login("u-9", "d-9", "iOS", "1.0", "RI", "203.0.113.0/24", FROM.minusMillis(1), 91),
				// Too early, too late.
				Indices.login("u-2", "d-9", "iOS", "1.0", "RI", "203.0.113.0/24", FROM.minusSeconds(61), 92),
				Indices.login("u-2", "d-9", "iOS", "1.0", "RI", "203.0.113.0/24", FROM.plusSeconds(60), 93),
				// In the range.
				Indices.login("u-1", "d-1", "iOS", "2.0", "RI", "192.0.2.0/24", FROM, 1),
				Indices.login("u-2", "d-2", "Android", "2.0", "CA", "192.0.2.0/24", FROM.plusSeconds(10), 2),
				Indices.login("u-2", "d-2", "Android", "unknown", "CA", "192.0.2.0/24", FROM.plusSeconds(11), 2),
				Indices.login("u-3", "unknown", "iOS", "2.0", "unknown", "198.51.100.0/24", FROM.plusMillis(59_999),
						4)));

		assertThat(this.api.get("/api/logins/summary", RANGE)).isEqualTo(json("""
				{"from":"2026-01-15T12:00:00Z","to":"2026-01-15T12:01:00Z","logins":4,
				"unique_users":3,"unique_devices":2,"returning_users":1,"new_users":2,
				"unknown":{"app_version":0.25,"ip":0.0,"locale":0.25,"device_id":0.25,"device_type":0.0},
				"latency_ms":{"p50":200.0,"p95":400.0,"p99":400.0,"max":400.0},
				"device_types":{"values":[{"value":"Android","count":2},{"value":"iOS","count":2}],"other":0},
				"app_versions":{"values":[{"value":"2.0","count":3},{"value":"unknown","count":1}],"other":0},
				"locales":{"values":[{"value":"CA","count":2},{"value":"RI","count":1},{"value":"unknown","count":1}],
				"other":0},
				"top_networks":[{"ip_prefix":"192.0.2.0/24","logins":3,"unique_users":2},
				{"ip_prefix":"198.51.100.0/24","logins":1,"unique_users":1}]}"""));
	}

	@Test
	void loginsPerIntervalAreSplitByTheMostFrequentValues() throws Exception {
		this.indices.addLogins(List.of(login("RI", 5, 1), login("RI", 6, 2), login("RI", 45, 3), login("CA", 5, 4),
				login("CA", 59, 5), login("TX", 59, 6), withoutLocale(25, 7), login("RI", -1, 8), login("RI", 60, 9)));

		assertThat(histogram(Map.of("by", "locale", "interval", "20s", "top", 2))).isEqualTo(json("""
				{"from":"2026-01-15T12:00:00Z","to":"2026-01-15T12:01:00Z","by":"locale","timeline":{"interval":"PT20S",
				"times":["2026-01-15T12:00:00Z","2026-01-15T12:00:20Z","2026-01-15T12:00:40Z"],"total":[3,1,3],
				"series":[{"value":"RI","counts":[2,0,1]},{"value":"CA","counts":[1,0,1]}],"other":[0,1,1]}}"""));
		assertThat(histogram(Map.of("by", "app_version", "interval", "PT1M")).at("/timeline/series").toString())
			.isEqualTo("[{\"value\":\"2.0\",\"counts\":[7]}]");
		assertThat(histogram(Map.of("by", "device_type")).at("/timeline/interval").asString()).isEqualTo("PT1S");
	}

	@Test
	void intervalsReachBeyondARangeThatIsNotOfThem() throws Exception {
		this.indices.addLogins(List.of(login("RI", -1, 1), login("RI", 0, 2), login("RI", 31, 3), login("RI", 60, 4)));

		JsonNode timeline = histogram(Map.of("by", "locale", "interval", "35s")).at("/timeline");

		assertThat(timeline.at("/times").toString()).isEqualTo("[\"2026-01-15T11:59:50Z\",\"2026-01-15T12:00:25Z\"]");
		assertThat(timeline.at("/total").toString()).isEqualTo("[1,1]");
	}

	@Test
	void rejectionsAreSummarized() throws Exception {
		this.indices.addRejections(List.of(rejection("not_json", "login-processor", 0),
				rejection("not_json", "login-processor", 31), rejection("unindexable", "login-indexer", 31),
				Map.of("reason", "unknown", "timestamp", FROM.plusSeconds(59).toString()),
				rejection("not_json", "login-processor", 60), redriven(31)));
		Map<String, Object> parameters = new HashMap<>(RANGE);
		parameters.put("interval", "30s");

		assertThat(this.api.get("/api/rejections/summary", parameters)).isEqualTo(
				json("""
						{"from":"2026-01-15T12:00:00Z","to":"2026-01-15T12:01:00Z","rejections":4,
						"reasons":{"values":[{"value":"not_json","count":2},{"value":"unindexable","count":1},
						{"value":"unknown","count":1}],"other":0},
						"services":{"values":[{"value":"login-processor","count":2},{"value":"login-indexer","count":1}],"other":1},
						"timeline":{"interval":"PT30S","times":["2026-01-15T12:00:00Z","2026-01-15T12:00:30Z"],"total":[1,3],
						"series":[{"value":"not_json","counts":[1,1]},{"value":"unindexable","counts":[0,1]},
						{"value":"unknown","counts":[0,1]}],"other":[0,0]}}"""));
	}

	@Test
	void withoutAnIndexAllIsNothing() throws Exception {
		// What the aliases would find.
		this.indices.addLogins(List.of(login("RI", 1, 1)));
		this.indices.addRejections(List.of(rejection("not_json", "login-processor", 1)));

		this.indices.withoutAliases(this::assertNothing);

		assertThat(this.api.get("/api/logins/summary", RANGE).at("/logins").asLong()).isEqualTo(1);
	}

	private void assertNothing() {
		JsonNode nothing = json("{\"values\":[],\"other\":0}");

		JsonNode summary = this.api.get("/api/logins/summary", RANGE);
		assertThat(summary.at("/logins").asLong()).isZero();
		assertThat(summary.at("/unique_users").asLong()).isZero();
		assertThat(summary.has("latency_ms")).isFalse();
		assertThat(summary.at("/locales")).isEqualTo(nothing);
		assertThat(this.api.get("/api/logins", RANGE).at("/logins").size()).isZero();
		assertThat(histogram(Map.of("by", "locale", "interval", "30s")).at("/timeline/total").toString())
			.isEqualTo("[0,0]");
		JsonNode rejections = this.api.get("/api/rejections/summary", RANGE);
		assertThat(rejections.at("/rejections").asLong()).isZero();
		assertThat(rejections.at("/reasons")).isEqualTo(nothing);
	}

	@Test
	void rangeWithoutLoginsIsAsWithoutAnIndex() throws Exception {
		this.indices.addLogins(List.of(login("RI", 3600, 1)));
		this.indices.addRejections(List.of(rejection("not_json", "login-processor", 3600)));

		assertNothing();
	}

	@Test
	void moreValuesThanAreListedAreCountedAsOther() throws Exception {
		List<Map<String, Object>> logins = new ArrayList<>();
		for (int i = 0; i < 70; i++) {
			logins.add(Indices.login("u-" + i, "d-" + i, "iOS", "v" + i, "RI", "192.0.2.0/24", FROM, i));
		}
		logins.add(Indices.login("u-1", "d-1", "iOS", "v1", "RI", "192.0.2.0/24", FROM, 100));
		this.indices.addLogins(logins);

		JsonNode versions = this.api.get("/api/logins/summary", RANGE).at("/app_versions");

		assertThat(versions.at("/values").size()).isEqualTo(50);
		assertThat(versions.at("/values/0")).isEqualTo(json("{\"value\":\"v1\",\"count\":2}"));
		assertThat(versions.at("/other").asLong()).isEqualTo(20);
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:00Z, 1970-01-01T00:15:00Z", "9999-12-31T00:00:00Z, 9999-12-31T23:59:59.999Z" })
	void firstAndLastTimeAreAnswered(String from, String to) throws Exception {
		this.indices.addLogins(List.of(login("RI", 1, 1)));
		Map<String, ?> range = Map.of("from", from, "to", to);

		assertThat(this.api.get("/api/logins", range).at("/logins").size()).isZero();
		assertThat(this.api.get("/api/logins/summary", range).at("/logins").asLong()).isZero();
		assertThat(this.api.get("/api/rejections/summary", range).at("/rejections").asLong()).isZero();
	}

	private JsonNode histogram(Map<String, ?> parameters) {
		Map<String, Object> all = new HashMap<>(RANGE);
		all.putAll(parameters);
		return this.api.get("/api/logins/histogram", all);
	}

	private static Map<String, Object> login(String locale, int second, long offset) {
		return Indices.login("u-" + offset, "d-1", "iOS", "2.0", locale, "192.0.2.0/24", FROM.plusSeconds(second),
				offset);
	}

	private static Map<String, Object> withoutLocale(int second, long offset) {
		Map<String, Object> login = new HashMap<>(login("", second, offset));
		login.remove("locale");
		return login;
	}

	private static Map<String, Object> redriven(int second) {
		Map<String, Object> rejection = new HashMap<>(rejection("not_json", "login-processor", second));
		rejection.put("redriven", FROM.plusSeconds(100).toString());
		return rejection;
	}

	private static Map<String, Object> rejection(String reason, String service, int second) {
		return Map.of("reason", reason, "service", service, "timestamp", FROM.plusSeconds(second).toString());
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
