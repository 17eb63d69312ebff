package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Indices of January 2026, which other tests have no documents in: as a test wants them,
 * and searchable at once.
 */
final class Indices {

	private static final String LOGINS = "processed-user-login-index";

	private static final String REJECTED = "rejected-user-login-index";

	private static final String MONTH = "-2026.01";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RestClient openSearch;

	Indices(RestClient openSearch) {
		this.openSearch = openSearch;
	}

	/** Deletes their documents; waits for the templates, which the service puts. */
	void clear() throws IOException {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> exists("/_index_template/processed-user-login")
					&& exists("/_index_template/rejected-user-login"));
		send("DELETE", "/" + LOGINS + MONTH + "," + REJECTED + MONTH + "?ignore_unavailable=true", "");
	}

	void addLogins(List<Map<String, Object>> logins) throws IOException {
		add(LOGINS + MONTH, logins);
	}

	void addRejections(List<Map<String, Object>> rejections) throws IOException {
		add(REJECTED + MONTH, rejections);
	}

	/** Adds an index of logins whose only shard no node may have. */
	void addUnassigned(String index) throws IOException {
		send("PUT", "/" + index + "?wait_for_active_shards=0",
				"{\"settings\":{\"index.routing.allocation.require._name\":\"nowhere\"}}");
	}

	void delete(String index) throws IOException {
		send("DELETE", "/" + index, "");
	}

	/**
	 * Takes the aliases away meanwhile, as before the first document.
	 * @param test what to do
	 */
	void withoutAliases(Runnable test) throws IOException {
		String[] indices = JSON.readTree(send("GET", "/" + LOGINS + "-*," + REJECTED + "-*/_alias", ""))
			.propertyNames()
			.toArray(String[]::new);
		alias("remove", indices);
		try {
			test.run();
		}
		finally {
			alias("add", indices);
		}
	}

	private void alias(String action, String... indices) throws IOException {
		String actions = Arrays.stream(indices)
			.map((index) -> "{\"%s\":{\"index\":\"%s\",\"alias\":\"%s\"}}".formatted(action, index,
					index.startsWith(LOGINS) ? LOGINS : REJECTED))
			.collect(Collectors.joining(","));
		send("POST", "/_aliases", "{\"actions\":[" + actions + "]}");
	}

	static Map<String, Object> login(String userId, String deviceId, String deviceType, String version, String locale,
			String prefix, Instant time, long offset) {
		return Map.of("user_id", userId, "device_id", deviceId, "device_type", deviceType, "app_version", version,
				"locale", locale, "ip_prefix", prefix, "ip", "192.0.2.xxx", "timestamp", time.toString(),
				"kafka_source", Map.of("partition", 0, "offset", offset, "latency_ms", 100 * offset));
	}

	private void add(String index, List<Map<String, Object>> documents) throws IOException {
		List<String> lines = new ArrayList<>();
		for (Map<String, Object> document : documents) {
			lines.add("{\"create\":{}}");
			lines.add(JSON.writeValueAsString(document));
		}
		String answer = send("POST", "/" + index + "/_bulk?refresh=true", String.join("\n", lines) + "\n");
		if (JSON.readTree(answer).at("/errors").asBoolean()) {
			throw new IOException(answer);
		}
	}

	private boolean exists(String path) throws IOException {
		return this.openSearch.performRequest(new Request("HEAD", path)).getStatusLine().getStatusCode() == 200;
	}

	private String send(String method, String path, String body) throws IOException {
		Request request = new Request(method, path);
		if (!body.isEmpty()) {
			request.setJsonEntity(body);
		}
		return new String(this.openSearch.performRequest(request).getEntity().getContent().readAllBytes(),
				StandardCharsets.UTF_8);
	}

}
