package dev.loginstream.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents, read straight from OpenSearch.
 *
 * @param openSearch address of the REST API
 */
record Index(URI openSearch) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	private static final String ALIAS = "/processed-user-login-index";

	/**
	 * Reads all documents of a run.
	 * @param run how their {@code user_id} begins
	 * @param action gets id and source of each
	 */
	void forEach(String run, BiConsumer<String, ObjectNode> action) throws IOException {
		forEach(ALIAS, """
				{"prefix":{"user_id":"%s-"}}""".formatted(run), action);
	}

	/**
	 * Reads the documents of what was rejected.
	 * @param since when, at least
	 * @param action gets id and source of each
	 */
	void forEachRejected(Instant since, BiConsumer<String, ObjectNode> action) throws IOException {
		forEach("/rejected-user-login-index", """
				{"range":{"timestamp":{"gte":"%s"}}}""".formatted(since), action);
	}

	private void forEach(String alias, String query, BiConsumer<String, ObjectNode> action) throws IOException {
		call("POST", alias + "/_refresh", "");
		JsonNode page = call("POST", alias + "/_search?scroll=1m", """
				{"size":10000,"sort":["_doc"],"query":%s}""".formatted(query));
		while (!page.at("/hits/hits").isEmpty()) {
			for (JsonNode hit : page.at("/hits/hits")) {
				action.accept(hit.path("_id").asString(), (ObjectNode) hit.path("_source"));
			}
			page = call("POST", "/_search/scroll", """
					{"scroll":"1m","scroll_id":"%s"}""".formatted(page.path("_scroll_id").asString()));
		}
		call("DELETE", "/_search/scroll", """
				{"scroll_id":"%s"}""".formatted(page.path("_scroll_id").asString()));
	}

	/** Whether it takes documents: every primary shard is there. */
	boolean isWritable() {
		try {
			String status = call("GET", "/_cluster/health", "").path("status").asString();
			return !status.equals("red");
		}
		catch (IOException ex) {
			return false;
		}
	}

	void setReadOnly(boolean readOnly) throws IOException {
		call("PUT", ALIAS + "/_settings", """
				{"index.blocks.write":%s}""".formatted(readOnly ? "true" : "null"));
	}

	void delete() throws IOException {
		call("DELETE", ALIAS + "-*", "");
	}

	private JsonNode call(String method, String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(this.openSearch.resolve(path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IOException(method + " " + path + " was answered " + response.statusCode());
			}
			return JSON.readTree(response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

}
