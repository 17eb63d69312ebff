package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.loginstream.indexer.IndexerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
@ExtendWith(OutputCaptureExtension.class)
class LoginSearchTests {

	private static final Instant TIME = Instant.parse("2026-01-15T12:00:00Z");

	private final Indices indices;

	private final Api api;

	LoginSearchTests(@Autowired RestClient openSearch, @Autowired Environment environment) {
		this.indices = new Indices(openSearch);
		this.api = new Api(environment);
	}

	@BeforeEach
	void clear() throws Exception {
		this.indices.clear();
	}

	@Test
	void loginHasTheFieldsOfItsDocument() throws Exception {
		this.indices.addLogins(List.of(login("u-1", "RI", TIME.plusMillis(123), 7)));

		JsonNode page = find(Map.of());

		JsonNode login = page.at("/logins/0");
		assertThat(login.at("/id").asString()).isNotEmpty();
		assertThat(page).isEqualTo(JsonMapper.shared().readTree("""
				{"from":"2026-01-15T11:00:00Z","to":"2026-01-15T13:00:00Z","logins":[{"id":"%s","user_id":"u-1",
				"app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24","locale":"RI","device_id":"d-1",
				"device_type":"iOS","timestamp":"2026-01-15T12:00:00.123Z","latency_ms":700,"partition":0,
				"offset":7}]}""".formatted(login.at("/id").asString())));
	}

	@Test
	void allFiltersMustMatch() throws Exception {
		this.indices.addLogins(
				List.of(Indices.login("u-1", "d-1", "iOS", "2.3.0", "RI", "192.0.2.0/24", TIME.minusSeconds(1), 1),
						Indices.login("u-1", "d-2", "iOS", "2.3.0", "RI", "192.0.2.0/24", TIME.minusSeconds(2), 2),
						Indices.login("u-2", "d-1", "iOS", "2.3.0", "CA", "198.51.100.0/24", TIME.minusSeconds(3), 3)));

		assertThat(offsets(find(Map.of()))).containsExactly(1L, 2L, 3L);
		assertThat(offsets(find(Map.of("user_id", "u-1")))).containsExactly(1L, 2L);
		assertThat(offsets(find(Map.of("device_id", "d-1")))).containsExactly(1L, 3L);
		assertThat(offsets(find(Map.of("ip_prefix", "198.51.100.0/24")))).containsExactly(3L);
		assertThat(offsets(find(Map.of("locale", "CA")))).containsExactly(3L);
		assertThat(offsets(find(Map.of("user_id", "u-1", "device_id", "d-2")))).containsExactly(2L);
		assertThat(offsets(find(Map.of("user_id", "u-2", "locale", "RI")))).isEmpty();
	}

	@Test
	void rangeHasItsStartAndNotItsEnd() throws Exception {
		this.indices.addLogins(List.of(login("u-1", "RI", TIME, 1), login("u-1", "RI", TIME.plusMillis(1), 2)));

		assertThat(offsets(this.api.get("/api/logins", Map.of("from", TIME, "to", TIME.plusMillis(1)))))
			.containsExactly(1L);
		assertThat(offsets(
				this.api.get("/api/logins", Map.of("from", "2026-01-15T13:00:00.001+01:00", "to", TIME.plusMillis(2)))))
			.containsExactly(2L);
	}

	@Test
	void pagesOfEqualTimesHaveEachLoginOnce() throws Exception {
		// Of three the coordinates are equal too: those of a topic that was made again.
		this.indices.addLogins(IntStream.range(0, 25)
			.mapToObj((i) -> login("u-" + i, "RI", TIME.plusSeconds(i / 10), Math.max(2, i)))
			.toList());
		List<String> users = new ArrayList<>();
		List<Integer> sizes = new ArrayList<>();
		JsonNode page = find(Map.of("size", 2));
		users(page).forEach(users::add);

		while (page.has("after")) {
			// What arrives meanwhile is newer.
			if (sizes.isEmpty()) {
				this.indices.addLogins(List.of(login("late", "RI", TIME.plusSeconds(60), 100)));
			}
			page = this.api.get("/api/logins", Map.of("after", page.at("/after").asString(), "size", 2));
			assertThat(page.at("/from").asString()).isEqualTo("2026-01-15T11:00:00Z");
			users(page).forEach(users::add);
			sizes.add(page.at("/logins").size());
		}

		assertThat(users).hasSize(25).doesNotHaveDuplicates().startsWith("u-24", "u-23").doesNotContain("late");
		assertThat(sizes).containsOnly(2, 1).endsWith(1);
	}

	@ParameterizedTest
	@MethodSource
	void hostileIdIsATextLikeAnyOther(String userId, CapturedOutput output) throws Exception {
		this.indices.addLogins(List.of(login(userId, "RI", TIME, 1), login("u-2", "RI", TIME, 2)));

		JsonNode page = find(Map.of("user_id", userId));

		assertThat(users(page)).containsExactly(userId);
		assertThat(output).doesNotContain(userId);
	}

	static Stream<String> hostileIdIsATextLikeAnyOther() {
		return Stream.of("<script>alert(1)</script>", "\"},\"match_all\":{", "*", "u-?", "u-2 OR u-1", "' OR '1'='1",
				"{user_id}", "${jndi:ldap://x}", "a&user_id=u-2", "%25%zz", "\u0000\u0007", "\\", "\u202e\ud83d\ude00",
				"\u00fc".repeat(1024), "\u4e00".repeat(1024));
	}

	@Test
	void textThatIsTooLongIsAbsentAndItsLoginIsNot() throws Exception {
		Map<String, Object> login = new HashMap<>(login("x".repeat(40_000), "RI", TIME, 1));
		login.put("device_id", List.of("d-1", "d-2"));
		login.put("locale", 7);
		login.remove("app_version");
		this.indices.addLogins(List.of(login));

		JsonNode found = find(Map.of()).at("/logins/0");

		assertThat(found.has("user_id")).isFalse();
		assertThat(found.has("app_version")).isFalse();
		assertThat(found.at("/device_id").asString()).isEqualTo("d-1");
		assertThat(found.at("/locale").asString()).isEqualTo("7");
	}

	private JsonNode find(Map<String, ?> parameters) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("from", TIME.minusSeconds(3600));
		all.put("to", TIME.plusSeconds(3600));
		return this.api.get("/api/logins", all);
	}

	private static Map<String, Object> login(String userId, String locale, Instant time, long offset) {
		return Indices.login(userId, "d-1", "iOS", "2.3.0", locale, "192.0.2.0/24", time, offset);
	}

	private static List<Long> offsets(JsonNode page) {
		return page.at("/logins").valueStream().map((login) -> login.at("/offset").asLong()).toList();
	}

	private static List<String> users(JsonNode page) {
		return page.at("/logins").valueStream().map((login) -> login.at("/user_id").asString()).toList();
	}

}
