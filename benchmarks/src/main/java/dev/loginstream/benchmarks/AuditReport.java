package dev.loginstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an indexer says of its audit.
 *
 * @param managementPort of the indexer
 */
record AuditReport(int managementPort) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/** Offsets that are verified, of all partitions. */
	long verified() throws IOException, InterruptedException {
		return read().path("verified").asLong();
	}

	long missing() throws IOException, InterruptedException {
		return read().at("/missing/count").asLong();
	}

	/** Has all of them audited again. */
	void again() throws IOException, InterruptedException {
		HTTP.send(request("/again").header("Content-Type", "application/json").POST(BodyPublishers.noBody()).build(),
				BodyHandlers.discarding());
	}

	private JsonNode read() throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(HTTP.send(request("").build(), BodyHandlers.ofString()).body());
	}

	private HttpRequest.Builder request(String action) {
		return HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator/reconciliation" + action));
	}

}
