package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JvmProcessTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newHttpClient();

	private JvmProcess server;

	@BeforeEach
	void start(@TempDir Path directory) {
		int port = LocalServers.freePort();
		this.server = new JvmProcess("server", directory, new AotCache(directory.resolve("none"), directory),
				() -> List.of("-m", "jdk.httpserver", "-d", directory.toString(), "-p", String.valueOf(port)),
				() -> answers(port));
		this.server.start().awaitReady(TIMEOUT);
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.http.close();
	}

	@Test
	void suspendedServerLivesButDoesNotAnswerUntilResumed() {
		this.server.suspend();

		assertThat(this.server.isReady()).isFalse();
		assertThat(this.server.isAlive()).isTrue();

		this.server.resume();
		this.server.awaitReady(TIMEOUT);
	}

	@Test
	void suspendedServerEndsWhenClosed() {
		this.server.suspend();

		this.server.close();

		assertThat(this.server.onExit().join()).isEqualTo(128 + 15);
	}

	@Test
	void suspendedServerCanBeKilled() {
		this.server.suspend();

		this.server.kill();

		assertThat(this.server.onExit().join()).isEqualTo(128 + 9);
		assertThatIllegalStateException().isThrownBy(this.server::resume)
			.withMessage("server does not run, so takes no SIGCONT");
	}

	@Test
	void processThatEndsAtOnceIsReportedWithItsLog(@TempDir Path directory) {
		Path none = directory.resolve("none");
		JvmProcess broken = new JvmProcess("broken", directory, new AotCache(none, none), () -> List.of("NoSuchClass"),
				() -> true);

		assertThatIllegalStateException().isThrownBy(() -> {
			broken.start();
			broken.onExit().join();
			broken.awaitReady(TIMEOUT);
		}).withMessageContaining("broken ended with exit code 1").withMessageContaining("broken.log");
	}

	private boolean answers(int port) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
			.timeout(Duration.ofMillis(500))
			.build();
		try {
			return this.http.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
