package dev.loginstream.indexer.analytics;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.loginstream.indexer.IndexerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
class LiveControllerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String address;

	private final LiveProperties properties;

	LiveControllerTests(@Autowired Environment environment, @Autowired LiveProperties properties) {
		this.address = "http://localhost:" + environment.getProperty("local.server.port");
		this.properties = properties;
	}

	@Test
	void eachPartIsAnEvent() throws Exception {
		HttpResponse<Stream<String>> answer = this.http.send(request("/api/live?range=5m"), BodyHandlers.ofLines());

		assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		Set<String> parts = new HashSet<>();
		Set<String> all = Set.of("event:pulse", "event:health", "event:activity", "event:overview", "event:insights");
		try (Stream<String> lines = answer.body()) {
			lines.filter((line) -> line.startsWith("event:")).peek(parts::add).anyMatch((line) -> parts.equals(all));
		}
		assertThat(parts).isEqualTo(all);
	}

	@Test
	void streamsAreBounded() throws Exception {
		List<InputStream> streams = new ArrayList<>();
		try {
			for (int i = 0; i < this.properties.maxStreams(); i++) {
				HttpResponse<InputStream> answer = open();
				assertThat(answer.statusCode()).isEqualTo(200);
				streams.add(answer.body());
			}

			HttpResponse<String> refused = this.http.send(request("/api/live"), BodyHandlers.ofString());

			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(refused.body()).contains("As many pages are open");
		}
		finally {
			for (InputStream stream : streams) {
				stream.close();
			}
		}
		Awaitility.await().atMost(TIMEOUT).until(() -> {
			HttpResponse<InputStream> answer = open();
			answer.body().close();
			return answer.statusCode() == 200;
		});
	}

	private HttpResponse<InputStream> open() throws Exception {
		return this.http.send(request("/api/live"), BodyHandlers.ofInputStream());
	}

	@Test
	void otherRangesAreRefused() throws Exception {
		HttpResponse<String> answer = this.http.send(request("/api/live?range=2y"), BodyHandlers.ofString());

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).contains("5m, 15m, 1h, 24h").doesNotContain("2y");
	}

	@Test
	void pageMayLoadOnlyItsOwnFiles() throws Exception {
		HttpResponse<String> page = this.http.send(HttpRequest.newBuilder(URI.create(this.address + "/")).build(),
				BodyHandlers.ofString());

		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none';")
			.doesNotContain("unsafe", "http");
		assertThat(page.body()).doesNotContain("style=", "onclick", "//");
		assertThat(this.http.send(request("/webjars/chart.js/dist/chart.umd.min.js"), BodyHandlers.discarding())
			.statusCode()).isEqualTo(200);
	}

	// As a browser's EventSource asks.
	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Accept", "text/event-stream")
			.timeout(TIMEOUT)
			.build();
	}

}
