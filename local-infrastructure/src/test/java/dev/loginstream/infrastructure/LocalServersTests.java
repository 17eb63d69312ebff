package dev.loginstream.infrastructure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LocalServersTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	@Test
	void topicsSurviveTheBrokersCrash(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		try (JvmProcess kafka = LocalServers.kafka(directory, port).shortLived().start().awaitReady(TIMEOUT);
				Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
			admin.createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty()))).all().get();

			kafka.kill();
			kafka.start().awaitReady(TIMEOUT);

			assertThat(admin.listTopics().names().get()).contains("kept");
		}
	}

	@Test
	void acknowledgedDocumentsSurviveTheNodesCrash(@TempDir Path directory) throws Exception {
		int port = LocalServers.freePort();
		try (JvmProcess openSearch = LocalServers.openSearch(directory, port)
			.shortLived()
			.start()
			.awaitReady(TIMEOUT)) {
			assertThat(put(port, "/kept/_doc/1", "{\"a\":1}")).isEqualTo(201);

			openSearch.kill();
			openSearch.start().awaitReady(TIMEOUT);

			assertThat(get(port, "/_cluster/health/kept?wait_for_status=yellow")).isEqualTo(200);
			assertThat(get(port, "/kept/_doc/1")).isEqualTo(200);
		}
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

	private static int put(int port, String path, String json) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path))
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(json)));
	}

	private static int get(int port, String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(port, path)));
	}

	private static int send(HttpRequest.Builder request) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(request.build(), BodyHandlers.discarding()).statusCode();
		}
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
