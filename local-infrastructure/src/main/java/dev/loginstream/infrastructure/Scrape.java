package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a service's Prometheus endpoint says: the sum of each metric over its labels.
 *
 * @param sums by metric name; empty when the service does not answer
 */
record Scrape(Map<String, Double> sums) {

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	static Scrape of(int managementPort) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/prometheus"))
			.timeout(Duration.ofSeconds(2))
			.build();
		try {
			return parse(HTTP.send(request, BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			return new Scrape(Map.of());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Scrape(Map.of());
		}
	}

	static Scrape parse(String exposition) {
		Map<String, Double> sums = new HashMap<>();
		exposition.lines().filter((line) -> line.startsWith("login_")).forEach((line) -> {
			int nameEnd = line.contains("{") ? line.indexOf('{') : line.indexOf(' ');
			double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
			sums.merge(line.substring(0, nameEnd), value, Double::sum);
		});
		return new Scrape(sums);
	}

	double value(String metric) {
		return value(metric, 0);
	}

	double value(String metric, double otherwise) {
		return this.sums.getOrDefault(metric, otherwise);
	}

}
