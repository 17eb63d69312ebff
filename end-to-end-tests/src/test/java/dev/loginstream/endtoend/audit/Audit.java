package dev.loginstream.endtoend.audit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit as an operator sees it.
 *
 * @param http asks for it
 * @param endpoint address of {@code /actuator/reconciliation}
 */
record Audit(HttpClient http, URI endpoint) {

	private static final Duration LONGEST_AUDIT = Duration.ofMinutes(3);

	static Audit of(HttpClient http, int managementPort) {
		return new Audit(http, URI.create("http://localhost:" + managementPort + "/actuator/reconciliation"));
	}

	JsonNode report() throws Exception {
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(this.endpoint).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
		return JsonMapper.shared().readTree(answer.body());
	}

	void begin(String action) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.endpoint + "/" + action))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.noBody())
			.build();
		int status = this.http.send(request, BodyHandlers.discarding()).statusCode();
		if (status != 200) {
			throw new IllegalStateException("Expected to begin %s but found status %d".formatted(action, status));
		}
	}

	/**
	 * Waits until all is verified.
	 * @param ends of the source topic, by partition
	 * @return a report of then
	 */
	JsonNode awaitVerified(Map<Integer, Long> ends) {
		return Awaitility.await()
			.atMost(LONGEST_AUDIT)
			.pollInterval(Duration.ofMillis(500))
			// While the indexer is being started again, it does not answer.
			.ignoreExceptions()
			.until(this::report, (report) -> verified(report).equals(ends));
	}

	private static Map<Integer, Long> verified(JsonNode report) {
		Map<Integer, Long> verified = new TreeMap<>();
		report.path("partitions")
			.forEach((each) -> verified.put(each.path("partition").asInt(), each.path("verified").asLong()));
		return verified;
	}

	static Set<Coordinate> missing(JsonNode report) {
		Set<Coordinate> missing = new TreeSet<>();
		for (JsonNode range : report.at("/missing/ranges")) {
			for (long offset = range.path("from").asLong(); offset <= range.path("to").asLong(); offset++) {
				missing.add(new Coordinate(range.path("partition").asInt(), offset));
			}
		}
		return missing;
	}

	static Set<Coordinate> duplicates(JsonNode report) {
		Set<Coordinate> duplicates = new TreeSet<>();
		report.at("/duplicate/offsets")
			.forEach((each) -> duplicates
				.add(new Coordinate(each.path("partition").asInt(), each.path("offset").asLong())));
		return duplicates;
	}

}
