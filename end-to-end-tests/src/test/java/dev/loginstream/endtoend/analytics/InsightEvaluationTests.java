package dev.loginstream.endtoend.analytics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.loginstream.endtoend.OwnPipeline;
import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what {@code /api/insights} finds in the realistic stream against what the
 * generator says that it put there: three streams with users of their own, each replayed
 * in a month of its own through the whole pipeline.
 */
@TestInstance(Lifecycle.PER_CLASS)
class InsightEvaluationTests {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(300);

	private static final boolean FULL = Boolean.getBoolean("faults.full");

	/**
	 * Of 50 logins a second, as {@code ./run} has them: a quarter of an hour, and with
	 * {@code -Pfaults} half an hour.
	 */
	private static final int EVENTS = FULL ? 90_000 : 45_000;

	private static final double SECONDS_FOR_AN_EVENT = 1 / 50.0;

	/** How long before they are sent late logins happen. */
	private static final Duration LATENESS = Duration.ofHours(13);

	/** As somebody asks who looks at the page. */
	private static final Duration RANGE = Duration.ofMinutes(15);

	private static final Map<String, Instant> STREAMS = new LinkedHashMap<>();

	static {
		STREAMS.put("1", Instant.parse("2024-03-05T18:00:00Z"));
		STREAMS.put("2", Instant.parse("2024-05-11T03:00:00Z"));
		STREAMS.put("3", Instant.parse("2024-07-17T12:00:00Z"));
	}

	private final HttpClient http = HttpClient.newHttpClient();

	private Path directory;

	private int apiPort;

	private OwnPipeline pipeline;

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		this.directory = directory;
		this.apiPort = LocalServers.freePort();
		// Where others use the machine too, an answer takes long.
		this.pipeline = new OwnPipeline(directory, "--server.port=" + this.apiPort,
				"--login.indexer.analytics.timeout=60s");
		publish(new DocumentCount(this.pipeline.openSearch()));
	}

	@AfterAll
	void stop() {
		if (this.pipeline != null) {
			this.pipeline.close();
		}
		this.http.close();
	}

	@Test
	void rulesFindWhatWasInjectedAndLittleElse() throws Exception {
		List<Score> scores = new ArrayList<>();
		for (String seed : STREAMS.keySet()) {
			scores.addAll(Score.of(seed, incidents(seed), insights(STREAMS.get(seed)).values()));
		}

		List<Score> sums = Score.sums(scores);
		System.out.println(Score.table(Stream.concat(scores.stream(), sums.stream()).toList()));
		sums.stream()
			.flatMap((score) -> score.missed().stream())
			.forEach((missed) -> System.out.printf("missed: %s, %d logins from %s to %s%n", missed.kind(),
					missed.events(), missed.from(), missed.to()));
		assertThat(sums).allSatisfy((score) -> {
			assertThat(score.incidents()).as(score.kind()).isGreaterThanOrEqualTo(FULL ? 10 : 5);
			assertThat(score.recall()).as(score.kind()).isGreaterThanOrEqualTo(0.9);
			assertThat(score.precision()).as(score.kind()).isGreaterThanOrEqualTo(0.9);
		});
	}

	private void publish(DocumentCount documents) throws Exception {
		try (EventCounts counts = new EventCounts(this.pipeline.bootstrapServers(), documents)) {
			for (Map.Entry<String, Instant> stream : STREAMS.entrySet()) {
				JvmProcess generator = this.pipeline.services()
					.generate("--login.generator.scenario=realistic", "--login.generator.seed=" + stream.getKey(),
							"--login.generator.count=" + EVENTS, "--login.generator.rate=0",
							"--login.generator.realistic.from=" + stream.getValue(),
							"--login.generator.realistic.acceleration=" + SECONDS_FOR_AN_EVENT,
							// Many incidents, to have figures of them.
							"--login.generator.realistic.incident-interval=10s",
							"--login.generator.realistic.ground-truth=" + groundTruth(stream.getKey()));
				try (generator) {
					int exit = generator.onExit().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
					assertThat(exit).isZero();
				}
			}
			Awaitility.await()
				.atMost(LONGEST_WAIT)
				.pollInterval(Duration.ofMillis(500))
				// Until a new index has its shards, OpenSearch does not count.
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(counts::read, (snapshot) -> snapshot.agrees((long) EVENTS * STREAMS.size()));
		}
	}

	// The same insight may be in two ranges.
	private Map<String, FoundInsight> insights(Instant start) throws Exception {
		Map<String, FoundInsight> insights = new LinkedHashMap<>();
		Instant end = start.plusSeconds((long) (EVENTS * SECONDS_FOR_AN_EVENT) + 1);
		ask(start.minus(LATENESS), start).forEach((insight) -> insights.put(insight.id(), insight));
		for (Instant from = start; from.isBefore(end); from = from.plus(RANGE)) {
			ask(from, from.plus(RANGE)).forEach((insight) -> insights.put(insight.id(), insight));
		}
		return insights;
	}

	private List<FoundInsight> ask(Instant from, Instant to) throws Exception {
		URI uri = URI.create("http://localhost:%d/api/insights?from=%s&to=%s".formatted(this.apiPort, from, to));
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		JsonNode answer = JsonMapper.shared().readTree(response.body());
		assertThat(answer.path("rules")).isNotEmpty().noneMatch((rule) -> rule.path("truncated").asBoolean());
		return answer.path("insights").valueStream().map(FoundInsight::of).toList();
	}

	private List<InjectedIncident> incidents(String seed) throws IOException {
		return Files.readAllLines(groundTruth(seed))
			.stream()
			.map(JsonMapper.shared()::readTree)
			.map(InjectedIncident::of)
			.toList();
	}

	private Path groundTruth(String seed) {
		return this.directory.resolve("ground-truth-" + seed + ".jsonl");
	}

}
