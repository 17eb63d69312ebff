package dev.loginstream.indexer.analytics;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.loginstream.indexer.IndexerTest;
import dev.loginstream.infrastructure.JvmProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemDetailsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(120);

	private static final Instant TIME = Instant.parse("2026-01-15T12:00:00Z");

	private static final Map<String, ?> RANGE = Map.of("from", TIME, "to", TIME.plusSeconds(60), "user_id", "secret-1");

	private final Indices indices;

	private final Api api;

	private final JvmProcess node;

	private final String port;

	ProblemDetailsTests(@Autowired RestClient openSearch, @Autowired Environment environment,
			@Autowired JvmProcess node) {
		this.indices = new Indices(openSearch);
		this.api = new Api(environment);
		this.node = node;
		this.port = environment.getProperty("local.server.port");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/api/logins               | user_id   |                      | size must be between 1 and 1024
					/api/logins               | size      | 0                    | must be greater than or equal to 1
					/api/logins               | size      | 201                  | must be less than or equal to 200
					/api/logins               | size      | 5secret              | Expected a whole number
					/api/logins               | ip_prefix | secret-secret-secret-secret-secret-secret-secret-secret-secret-secret | size must be between 1 and 64
					/api/logins               | from      | secret               | Expected an ISO-8601 time
					/api/logins               | from      | 2999-01-01T00:00:00Z | Expected a time before to
					/api/logins               | from      | 2001-01-01T00:00:00Z | Expected at most PT744H before to
					/api/logins               | from      | -999999999-01-01T00:00:00Z | Expected a time in the years 1970 to 9999
					/api/logins               | to        | +999999999-12-31T23:59:59Z | Expected a time in the years 1970 to 9999
					/api/logins               | after     | secret               | Expected what the page before had as after
					/api/logins               | after     | AAAA                 | Expected what the page before had as after
					/api/logins/histogram     | by        | secret               | Expected one of [device_type, app_version, locale]
					/api/rejections/summary   | interval  | secret               | Expected a duration such as 10s or PT10S
					/api/rejections/summary   | interval  | 1s                   | Expected whole seconds, at least PT2S for this range
					/api/rejections/summary   | interval  | 2500ms               | Expected whole seconds, at least PT2S for this range
					/api/rejections/summary   | interval  | -10s                 | Expected whole seconds, at least PT2S for this range
					/api/rejections/summary   | interval  | 367d                 | at most P366D
					/api/rejections/summary   | interval  | 99999999999999999d   | Expected a duration such as 10s or PT10S
					""")
	void wrongValueIsNamedAndNotQuoted(String path, String parameter, String value, String detail) {
		EntityExchangeResult<String> answer = this.api.exchange(path, Map.of(parameter, (value != null) ? value : ""));

		JsonNode problem = problem(answer, 400);
		assertThat(problem.at("/parameter").asString()).isEqualTo(parameter);
		assertThat(problem.at("/detail").asString()).startsWith(parameter + ": ").contains(detail);
		assertThat(problem.at("/instance").asString()).isEqualTo(path);
		assertThat(answer.getResponseBody()).doesNotContain("secret", "999999999", "java");
	}

	@Test
	void absentParameterIsNamed() {
		JsonNode problem = problem(this.api.exchange("/api/logins/histogram", Map.of()), 400);

		assertThat(problem.at("/detail").asString()).isEqualTo("Required parameter 'by' is not present.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/logins?userid=secret", "/api/logins?secret", "/api/logins/summary?user_id=secret",
			"/api/logins?user_id=secret&user_id=b", "/api/logins?user_id=secret%zz",
			"/api/rejections/summary?from=&secret=" })
	void questionThatIsNotUnderstoodIsNotAnswered(String uri) throws Exception {
		// An HTTP client would not send all of these.
		try (Socket socket = new Socket("localhost", Integer.parseInt(this.port))) {
			socket.getOutputStream()
				.write("GET %s HTTP/1.0\r\n\r\n".formatted(uri).getBytes(StandardCharsets.US_ASCII));

			assertThat(socket.getInputStream()).asString(StandardCharsets.UTF_8)
				.startsWith("HTTP/1.1 400")
				.contains("Content-Type: application/problem+json", "\"status\":400")
				.doesNotContain("secret");
		}
	}

	@Test
	void unknownPathIsNotQuoted(CapturedOutput output) {
		EntityExchangeResult<String> answer = this.api.exchange("/api/logins/secret-user", Map.of());

		assertThat(problem(answer, 404).at("/instance").asString()).isEqualTo("/");
		assertThat(answer.getResponseBody()).doesNotContain("secret");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void answersAreNotCached() {
		assertThat(this.api.exchange("/api/logins", Map.of()).getResponseHeaders().getCacheControl())
			.isEqualTo("no-store");
	}

	@Test
	void answerOfSomeShardsOnlyIsNone() throws Exception {
		this.indices.clear();
		this.indices.addLogins(List.of(Indices.login("u-1", "d-1", "iOS", "1", "RI", "192.0.2.0/24", TIME, 1)));
		assertThat(this.api.exchange("/api/logins", RANGE).getStatus().value()).isEqualTo(200);

		this.indices.addUnassigned("processed-user-login-index-2031.01");
		try {
			assertUnavailable();
		}
		finally {
			this.indices.delete("processed-user-login-index-2031.01");
		}

		assertThat(this.api.exchange("/api/logins", RANGE).getStatus().value()).isEqualTo(200);
	}

	@Test
	void nodeThatIsDownIsToldUntilItIsBack(CapturedOutput output) {
		this.node.kill();
		try {
			assertUnavailable();
		}
		finally {
			this.node.start().awaitReady(TIMEOUT);
		}

		awaitAnswer();
		assertThat(output).contains("OpenSearch did not answer a query: ").doesNotContain("secret");
	}

	@Test
	void nodeThatHangsIsToldInTime(CapturedOutput output) {
		long begin = System.nanoTime();
		this.node.suspend();
		try {
			assertUnavailable();
		}
		finally {
			this.node.resume();
		}

		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
		awaitAnswer();
		assertThat(output).contains("OpenSearch did not answer a query: timeout").doesNotContain("secret");
	}

	private void assertUnavailable() {
		EntityExchangeResult<String> answer = this.api.exchange("/api/logins", RANGE);

		assertThat(problem(answer, 503).at("/detail").asString()).isEqualTo("OpenSearch gave no whole answer in time");
		assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("5");
		assertThat(answer.getResponseBody()).doesNotContain("secret");
	}

	private void awaitAnswer() {
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.api.exchange("/api/logins", RANGE).getStatus().value() == 200);
	}

	private static JsonNode problem(EntityExchangeResult<String> answer, int status) {
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
		assertThat(answer.getResponseHeaders().getFirst("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = JsonMapper.shared().readTree(answer.getResponseBody());
		assertThat(problem.at("/status").asInt()).isEqualTo(status);
		return problem;
	}

}
