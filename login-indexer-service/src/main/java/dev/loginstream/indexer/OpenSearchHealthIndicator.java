package dev.loginstream.indexer;

import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether OpenSearch answers and has all primary shards: part of the health group
 * {@code dependencies}, never of liveness or readiness.
 */
@Component
class OpenSearchHealthIndicator extends AbstractHealthIndicator {

	private final RestClient openSearch;

	OpenSearchHealthIndicator(RestClient openSearch) {
		super("OpenSearch does not answer");
		this.openSearch = openSearch;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		Request request = new Request("GET", "/_cluster/health");
		request.addParameter("timeout", "2s");
		JsonNode health = JsonMapper.shared()
			.readTree(this.openSearch.performRequest(request).getEntity().getContent());
		String status = health.path("status").asString();
		builder.status(status.equals("red") ? "DOWN" : "UP").withDetail("status", status);
	}

}
