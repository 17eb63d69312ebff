package dev.loginstream.indexer;

import java.io.IOException;

import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether OpenSearch answers and has all primary shards: part of the health group
 * {@code dependencies}, never of liveness or readiness.
 */
@Component
class OpenSearchHealthIndicator implements HealthIndicator {

	private final RestClient openSearch;

	OpenSearchHealthIndicator(RestClient openSearch) {
		this.openSearch = openSearch;
	}

	@Override
	public Health health() {
		Request request = new Request("GET", "/_cluster/health");
		request.addParameter("timeout", "2s");
		try {
			JsonNode health = JsonMapper.shared()
				.readTree(this.openSearch.performRequest(request).getEntity().getContent());
			String status = health.path("status").asString();
			return Health.status(status.equals("red") ? "DOWN" : "UP").withDetail("status", status).build();
		}
		catch (IOException | RuntimeException ex) {
			// Not logged: this is asked for as often as someone looks.
			return Health.down().withDetail("error", RootCause.of(ex)).build();
		}
	}

}
