package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts documents by the coordinates of their source.
 *
 * @param openSearch address of the REST API
 * @param http asks it
 */
public record DocumentCount(URI openSearch, HttpClient http) {

	private static final HttpClient PLAIN = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

	/**
	 * Partitions of {@code user-login} that are asked for; more than it will have here.
	 */
	private static final int PARTITIONS = 64;

	/**
	 * Counts in an OpenSearch without security.
	 * @param openSearch address of the REST API
	 */
	public DocumentCount(URI openSearch) {
		this(openSearch, PLAIN);
	}

	/**
	 * Counts the documents whose source is not older.
	 * @param start first offset that counts, by partition; 0 for all others
	 * @return how many are searchable now; 0 while there is no index
	 * @throws IOException if OpenSearch does not answer
	 */
	public long since(Map<Integer, Long> start) throws IOException {
		String ranges = IntStream.range(0, PARTITIONS)
			.mapToObj((partition) -> """
					{"bool":{"filter":[{"term":{"kafka_source.partition":%d}},
					{"range":{"kafka_source.offset":{"gte":%d}}}]}}""".formatted(partition,
					start.getOrDefault(partition, 0L)))
			.collect(Collectors.joining(","));
		String query = """
				{"query":{"bool":{"must_not":{"exists":{"field":"kafka_source.topic"}},
				"should":[%s],"minimum_should_match":1}}}""".formatted(ranges);
		HttpRequest request = HttpRequest
			.newBuilder(this.openSearch.resolve("/processed-user-login-index/_count?ignore_unavailable=true"))
			.timeout(Duration.ofSeconds(10))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(query))
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			Matcher count = COUNT.matcher(response.body());
			if (response.statusCode() == 404) {
				return 0;
			}
			if (!count.find()) {
				throw new IOException("OpenSearch does not count: " + response.statusCode());
			}
			return Long.parseLong(count.group(1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

}
