package dev.loginstream.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import dev.loginstream.infrastructure.JvmProcess;

/**
 * An instance that was started.
 *
 * @param instance what runs
 * @param process its process; the same after a restart
 * @param managementPort of its health and metrics
 */
record Running(Instance instance, JvmProcess process, int managementPort) {

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	/**
	 * Asks for a group of health indicators.
	 * @param group liveness, readiness or dependencies
	 * @return the HTTP status, 200 or 503
	 */
	int health(String group) throws IOException, InterruptedException {
		return get("/health/" + group).statusCode();
	}

	/**
	 * Asks for a page of the actuator.
	 * @param page below /actuator, such as /health
	 * @return the answer, whatever its status
	 */
	HttpResponse<String> get(String page) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator" + page))
			.timeout(Duration.ofSeconds(30))
			.build();
		return HTTP.send(request, BodyHandlers.ofString());
	}

	/**
	 * What its heap holds after a full collection.
	 * @return bytes
	 */
	long liveHeap() throws IOException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(this.process.pid()), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		// The last line: Total <instances> <bytes>
		String[] total = histogram.strip().lines().toList().getLast().strip().split("\\s+");
		return Long.parseLong(total[2]);
	}

}
