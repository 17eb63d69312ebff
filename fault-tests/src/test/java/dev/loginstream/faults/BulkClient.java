package dev.loginstream.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Sends bulk requests as the indexer does, with documents {@code é-0}, {@code é-1} and so
 * on.
 */
final class BulkClient implements AutoCloseable {

	static final String BULK = "/_bulk?filter_path=items.*.status%2Citems.*.error.type&timeout=5s";

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI server;

	BulkClient(URI server) {
		this.server = server;
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.server.resolve(path));
	}

	HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	HttpResponse<String> create(int first, int count) throws IOException, InterruptedException {
		return send(bulk(first, count));
	}

	List<Integer> statuses(int first, int count) throws IOException, InterruptedException {
		return statuses(create(first, count));
	}

	CompletableFuture<HttpResponse<String>> createAsync(int first, int count) {
		return this.http.sendAsync(bulk(first, count), BodyHandlers.ofString());
	}

	private HttpRequest bulk(int first, int count) {
		return request(BULK).header("Content-Type", "application/x-ndjson")
			.POST(BodyPublishers.ofString(body(first, count)))
			.build();
	}

	static String body(int first, int count) {
		return IntStream.range(first, first + count).mapToObj((i) -> """
				{"create":{"_index":"logins","_id":"é-%d"}}
				{"n":  %d}
				""".formatted(i, i)).collect(Collectors.joining());
	}

	static List<Integer> statuses(HttpResponse<String> answer) {
		return JsonMapper.shared()
			.readTree(answer.body())
			.path("items")
			.valueStream()
			.map((item) -> item.at("/create/status").asInt())
			.toList();
	}

	/**
	 * Documents with one status.
	 * @param statuses answer to a request whose first document is number 0
	 * @param status to look for
	 * @return their ids
	 */
	static List<String> ids(List<Integer> statuses, int status) {
		return IntStream.range(0, statuses.size())
			.filter((i) -> statuses.get(i) == status)
			.mapToObj((i) -> "é-" + i)
			.toList();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
