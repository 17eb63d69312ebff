package dev.loginstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.loginstream.benchmarks.Bench.Part;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

/**
 * The indexer's query API on the logins of one day, one request after the other.
 */
final class QueryBenchmark implements Part {

	/** What is asked, with the range still to be given. */
	private static final Map<String, String> QUESTIONS = questions();

	private static final List<Duration> RANGES = List.of(Duration.ofMinutes(15), Duration.ofHours(1),
			Duration.ofHours(6), SyntheticLogins.SPAN);

	private static final Duration LONGEST_START = Duration.ofMinutes(1);

	/** What is slow is asked less often, else all would take an hour. */
	private static final long LONGEST_NANOS = Duration.ofSeconds(12).toNanos();

	private static final int FEWEST_REQUESTS = 20;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Random random = new Random(1);

	private static Map<String, String> questions() {
		Map<String, String> questions = new LinkedHashMap<>();
		questions.put("`/api/logins`", "/api/logins?size=50");
		questions.put("`/api/logins` of a user", "/api/logins?size=50&user_id=%s");
		questions.put("`/api/logins/histogram` by device type", "/api/logins/histogram?by=device_type");
		questions.put("`/api/logins/histogram` by locale, top 50", "/api/logins/histogram?by=locale&top=50");
		questions.put("`/api/logins/summary`", "/api/logins/summary?");
		questions.put("`/api/rejections/summary`", "/api/rejections/summary?");
		questions.put("`/api/insights`", "/api/insights?");
		return questions;
	}

	@Override
	public void run(Lab lab) throws Exception {
		Servers servers = lab.servers();
		servers.openSearch().deleteIndices();
		int port = LocalServers.freePort();
		try (JvmProcess indexer = servers.service(LoginService.INDEXER, "--server.port=" + port,
				"--login.indexer.analytics.timeout=60s")) {
			// It puts the templates before it is asked for an answer.
			indexer.start().awaitReady(LONGEST_START);
			servers.openSearch().awaitTemplates();
			new SyntheticLogins(servers.openSearch()).index(lab.sizes().documentsToQuery());
			measure(lab, URI.create("http://localhost:" + port));
		}
		finally {
			servers.openSearch().deleteIndices();
		}
	}

	private void measure(Lab lab, URI api) throws Exception {
		StringBuilder table = new StringBuilder("""
				| ms, p50 / p99 | 15 min | 1 h | 6 h | 24 h |
				| --- | ---: | ---: | ---: | ---: |
				""");
		for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
			if (ask(api, question.getValue(), RANGES.getFirst()).statusCode() == 404) {
				System.out.println("  " + question.getKey() + " is not there");
				continue;
			}
			StringBuilder row = new StringBuilder("| " + question.getKey());
			for (Duration range : RANGES) {
				Latencies latencies = measure(api, question.getValue(), range, lab.sizes().queries());
				row.append(" | %.0f / %.0f".formatted(latencies.quantile(0.5) * 1000, latencies.quantile(0.99) * 1000));
			}
			System.out.println("  " + row + " |");
			table.append(row).append(" |\n");
		}
		lab.report()
			.table("Queries", """
					%,d documents of 24 hours; of each kind %d requests one after the other, or as many as fit into \
					%d s, but %d at least; ranges of each length at random; from the request to the whole answer.

					""".formatted(lab.sizes().documentsToQuery(), lab.sizes().queries(),
					Duration.ofNanos(LONGEST_NANOS).toSeconds(), FEWEST_REQUESTS) + table);
	}

	private Latencies measure(URI api, String question, Duration range, int requests) throws Exception {
		for (int i = 0; i < FEWEST_REQUESTS / 10; i++) {
			time(api, question, range);
		}
		long[] millis = new long[requests];
		int asked = 0;
		long start = System.nanoTime();
		while (asked < requests && (asked < FEWEST_REQUESTS || System.nanoTime() - start < LONGEST_NANOS)) {
			millis[asked++] = time(api, question, range);
		}
		millis = Arrays.copyOf(millis, asked);
		Arrays.sort(millis);
		return new Latencies(millis);
	}

	private long time(URI api, String question, Duration range) throws Exception {
		long start = System.nanoTime();
		HttpResponse<String> answer = ask(api, question, range);
		if (answer.statusCode() != 200) {
			throw new IOException(question + " was answered by " + answer.statusCode() + " " + answer.body());
		}
		return Math.ceilDiv(System.nanoTime() - start, 1_000_000);
	}

	// No two ranges are the same, so none is answered from OpenSearch's cache.
	private HttpResponse<String> ask(URI api, String question, Duration range) throws Exception {
		long room = Math.max(60_000, SyntheticLogins.SPAN.minus(range).toMillis());
		Instant to = SyntheticLogins.END.minusMillis(this.random.nextLong(room));
		String path = question.formatted(SyntheticLogins.user(this.random)) + "&from=" + to.minus(range) + "&to=" + to;
		return HTTP.send(HttpRequest.newBuilder(api.resolve(path.replace("?&", "?"))).build(), BodyHandlers.ofString());
	}

}
