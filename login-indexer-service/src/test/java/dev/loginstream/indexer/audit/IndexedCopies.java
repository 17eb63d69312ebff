package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does to documents what must not happen to them.
 *
 * @param openSearch which holds them
 */
record IndexedCopies(RestClient openSearch) {

	private static final JsonMapper JSON = JsonMapper.shared();

	JsonNode await(RecordMetadata record) {
		return await("processed-user-login-index", record);
	}

	JsonNode awaitRejection(RecordMetadata record) {
		return await("rejected-user-login-index", record);
	}

	private JsonNode await(String alias, RecordMetadata record) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> send("GET", "/" + alias + "/_search?q=_id:%22" + SourceTopic.id(record) + "%22", null)
				.at("/hits/hits/0"), (hit) -> !hit.isMissingNode());
	}

	/** Makes a second document of a record. */
	String copy(RecordMetadata record, String id) throws IOException {
		JsonNode hit = await(record);
		put(hit, id);
		return hit.at("/_index").asString();
	}

	/** Puts a document back that was deleted. */
	void restore(JsonNode hit) throws IOException {
		put(hit, hit.at("/_id").asString());
	}

	private void put(JsonNode hit, String id) throws IOException {
		send("PUT", "/" + hit.at("/_index").asString() + "/_doc/" + id + "?refresh=true",
				hit.at("/_source").toString());
	}

	void delete(String index, String id) throws IOException {
		send("DELETE", "/" + index + "/_doc/" + id + "?refresh=true", null);
	}

	/** Deletes the documents of records, of logins and of dead letters. */
	void delete(List<RecordMetadata> records) throws IOException {
		String ids = records.stream().map(SourceTopic::id).collect(Collectors.joining("\",\"", "[\"", "\"]"));
		JsonNode deleted = send("POST",
				"/processed-user-login-index,rejected-user-login-index/_delete_by_query?refresh=true",
				"{\"query\":{\"ids\":{\"values\":%s}}}".formatted(ids));
		if (deleted.at("/deleted").asLong() != records.size()) {
			throw new IllegalStateException("Expected to delete %d documents: %s".formatted(records.size(), deleted));
		}
	}

	private JsonNode send(String method, String path, String body) throws IOException {
		Request request = new Request(method, path);
		if (body != null) {
			request.setJsonEntity(body);
		}
		return JSON.readTree(this.openSearch.performRequest(request).getEntity().getContent());
	}

}
