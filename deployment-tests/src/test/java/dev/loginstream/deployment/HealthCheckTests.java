package dev.loginstream.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The images' health check, run as the program that it is.
 */
class HealthCheckTests {

	private HttpServer service;

	@BeforeEach
	void startService() throws IOException {
		this.service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		answer("/up", 200);
		answer("/down", 503);
		this.service.start();
	}

	@AfterEach
	void stopService() {
		this.service.stop(0);
	}

	private void answer(String path, int status) {
		this.service.createContext(path, (exchange) -> {
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
	}

	@Test
	void wellWhenAllAnswerWell() throws Exception {
		assertThat(check(url("/up"), url("/up"))).isZero();
	}

	@Test
	void notWellWhenOneIsDown() throws Exception {
		assertThat(check(url("/up"), url("/down"))).isOne();
	}

	@Test
	void notWellWhenNobodyAnswers() throws Exception {
		String url = url("/up");
		this.service.stop(0);
		assertThat(check(url)).isOne();
	}

	@Test
	void notWellWhenNothingIsAsked() throws Exception {
		assertThat(check()).isOne();
	}

	private String url(String path) {
		return "http://localhost:" + this.service.getAddress().getPort() + path;
	}

	private static int check(String... urls) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"../deploy/docker/HealthCheck.java"));
		command.addAll(List.of(urls));
		// Not its own output, by which it reports to Maven.
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

}
