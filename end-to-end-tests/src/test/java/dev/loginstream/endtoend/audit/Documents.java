package dev.loginstream.endtoend.audit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents, and what must not happen to them.
 *
 * @param http asks OpenSearch
 * @param openSearch address of the REST API
 */
record Documents(HttpClient http, URI openSearch) {

	long count(String alias, String query) throws Exception {
		return send("POST", "/" + alias + "/_count?ignore_unavailable=true", "{\"query\":" + query + "}").path("count")
			.asLong(-1);
	}

	JsonNode of(Coordinate record) throws Exception {
		return send("POST", "/processed-user-login-index/_search",
				"{\"query\":" + anyOf(record.partition(), List.of(record.offset())) + "}")
			.at("/hits/hits/0");
	}

	void delete(int partition, Collection<Long> offsets) throws Exception {
		JsonNode answer = send("POST", "/processed-user-login-index/_delete_by_query?refresh=true",
				"{\"query\":" + anyOf(partition, offsets) + "}");
		if (answer.path("deleted").asLong() != offsets.size()) {
			throw new IllegalStateException("Expected to delete %d documents: %s".formatted(offsets.size(), answer));
		}
	}

	void delete(String index, String id) throws Exception {
		send("DELETE", "/" + index + "/_doc/" + id + "?refresh=true", "");
	}

	void copy(Coordinate record, String id) throws Exception {
		JsonNode hit = of(record);
		send("PUT", "/" + hit.path("_index").asString() + "/_doc/" + id + "?refresh=true",
				hit.path("_source").toString());
	}

	private static String anyOf(int partition, Collection<Long> offsets) {
		return """
				{"bool":{"filter":[{"term":{"kafka_source.partition":%d}},
				{"terms":{"kafka_source.offset":[%s]}}]}}""".formatted(partition,
				offsets.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	private JsonNode send(String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.openSearch.resolve(path))
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
		if (answer.statusCode() >= 400) {
			throw new IllegalStateException(path + ": " + answer.body());
		}
		return JsonMapper.shared().readTree(answer.body());
	}

}
