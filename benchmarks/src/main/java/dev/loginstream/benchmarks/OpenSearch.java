package dev.loginstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The indices of the node.
 *
 * @param address of its REST API
 */
record OpenSearch(URI address) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String ALIAS = "/processed-user-login-index";

	/** Documents written, searchable or not. */
	long indexed() throws IOException, InterruptedException {
		return request("GET", ALIAS + "*/_stats/indexing?filter_path=_all.primaries.indexing.index_total", "")
			.at("/_all/primaries/indexing/index_total")
			.asLong(0);
	}

	/** Deletes all documents; the next one makes its index anew. */
	void deleteIndices() throws IOException, InterruptedException {
		for (JsonNode index : request("GET", "/_cat/indices" + ALIAS + "*,rejected-user-login-index*?format=json",
				"")) {
			request("DELETE", "/" + index.path("index").asString(), "");
		}
	}

	/**
	 * Deletes documents.
	 * @param partition of their records
	 * @param offsets of their records
	 */
	void deleteOffsets(int partition, LongStream offsets) throws IOException, InterruptedException {
		request("POST", ALIAS + "/_delete_by_query?refresh=true", """
				{"query": {"bool": {"filter": [{"term": {"kafka_source.partition": %d}},
				 {"terms": {"kafka_source.offset": [%s]}}]}}}""".formatted(partition,
				offsets.mapToObj(String::valueOf).collect(Collectors.joining(","))));
	}

	/**
	 * The last documents that a search finds, of those that it did not find before.
	 * @param seen by partition, the greatest {@code kafka_source.offset} so far
	 * @return the same with what is new
	 */
	Map<Integer, Long> searchable(Map<Integer, Long> seen) throws IOException, InterruptedException {
		long from = (seen.size() < Kafka.PARTITIONS) ? 0
				: seen.values().stream().mapToLong(Long::longValue).min().orElse(0);
		JsonNode answer = request("POST", ALIAS + "/_search?size=0&ignore_unavailable=true&request_cache=false", """
				{"track_total_hits": false, "query": {"range": {"kafka_source.offset": {"gte": %d}}},
				 "aggs": {"partition": {"terms": {"field": "kafka_source.partition", "size": 64},
				  "aggs": {"offset": {"max": {"field": "kafka_source.offset"}}}}}}""".formatted(from));
		Map<Integer, Long> all = new HashMap<>(seen);
		for (JsonNode bucket : answer.at("/aggregations/partition/buckets")) {
			all.merge(bucket.path("key").asInt(), bucket.at("/offset/value").asLong(), Math::max);
		}
		return all;
	}

	/** Waits until the indexer has put its templates. */
	void awaitTemplates() throws IOException, InterruptedException {
		while (request("GET", "/_index_template/processed-user-login", "").path("index_templates").isEmpty()
				|| request("GET", "/_index_template/rejected-user-login", "").path("index_templates").isEmpty()) {
			Thread.sleep(100);
		}
	}

	/**
	 * Creates documents.
	 * @param lines body of a bulk request
	 * @throws IOException if one is refused
	 */
	void bulk(String lines) throws IOException, InterruptedException {
		if (request("POST", "/_bulk?filter_path=errors", lines).path("errors").asBoolean()) {
			throw new IOException("OpenSearch refused a document");
		}
	}

	/**
	 * Waits until all documents can be searched, and the node has merged what it wants
	 * to.
	 */
	void awaitMerges() throws IOException, InterruptedException {
		request("POST", ALIAS + "/_refresh", "");
		while (request("GET", ALIAS + "/_stats/merge", "").at("/_all/primaries/merges/current").asInt() > 0) {
			Thread.sleep(500);
		}
	}

	private JsonNode request(String method, String path, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
		if (response.statusCode() >= 300 && response.statusCode() != 404) {
			throw new IOException(method + " " + path + " was answered by " + response.statusCode());
		}
		return JsonMapper.shared().readTree(response.body());
	}

}
