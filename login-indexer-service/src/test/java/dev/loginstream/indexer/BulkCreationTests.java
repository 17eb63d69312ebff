package dev.loginstream.indexer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import dev.loginstream.indexer.Verdict.Indexed;
import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opensearch.client.RestClient;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class BulkCreationTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<Integer> requests = new ArrayList<>();

	/**
	 * Status for a request of so many documents; 0 closes the connection without an
	 * answer.
	 */
	private ToIntFunction<String> answer = (body) -> 200;

	private HttpServer server;

	private RestClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/_bulk", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			int documents = (int) body.lines().count() / 2;
			this.requests.add(documents);
			int status = this.answer.applyAsInt(body);
			if (status == 0) {
				throw new IOException("Closed without an answer");
			}
			byte[] items = IntStream.range(0, documents)
				.mapToObj((i) -> "{\"create\":{\"status\":201}}")
				.collect(Collectors.joining(",", "{\"items\":[", "]}"))
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, items.length);
			exchange.getResponseBody().write(items);
			exchange.close();
		});
		this.server.start();
		this.client = RestClient.builder(new HttpHost("http", "127.0.0.1", this.server.getAddress().getPort())).build();
	}

	@AfterEach
	void stop() throws IOException {
		this.client.close();
		this.server.stop(0);
	}

	@Test
	void requestsAreBoundedByDocuments() {
		assertThat(create(5, 2, DataSize.ofMegabytes(1))).hasSize(5).containsOnly(new Indexed());
		assertThat(this.requests).containsExactly(2, 2, 1);
	}

	@Test
	void requestsAreBoundedByBytesButCarryOneDocumentAtLeast() {
		assertThat(create(3, 100, DataSize.ofBytes(10))).hasSize(3).containsOnly(new Indexed());
		assertThat(this.requests).containsExactly(1, 1, 1);
	}

	@Test
	void tooLargeRequestIsSplitUntilItFits() {
		this.answer = (body) -> (body.lines().count() > 4) ? 413 : 200;

		assertThat(create(8, 100, DataSize.ofMegabytes(1))).hasSize(8).containsOnly(new Indexed());
		assertThat(this.requests).containsExactly(8, 4, 2, 2, 4, 2, 2);
	}

	@Test
	void documentThatSpoilsItsRequestIsFoundAndRefused() {
		this.answer = (body) -> body.contains("\"n\":2}") ? 400 : 200;

		List<Verdict> verdicts = create(4, 100, DataSize.ofMegabytes(1));

		assertThat(verdicts.get(2)).isInstanceOf(Refused.class);
		assertThat(verdicts).filteredOn(Indexed.class::isInstance).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "429, TOO_MANY_REQUESTS", "503, SERVER_ERROR", "500, SERVER_ERROR", "401, UNAUTHORIZED",
			"403, UNAUTHORIZED", "0, NO_ANSWER" })
	void failedRequestLeavesAllUndecidedAndTheRestUnsent(int status, RetryCause cause) {
		this.answer = (body) -> status;

		assertThat(create(4, 2, DataSize.ofMegabytes(1))).hasSize(4).containsOnly(new Undecided(cause));
		assertThat(this.requests).containsExactly(2);
	}

	@Test
	void noServerIsNoAnswer() {
		this.server.stop(0);

		assertThat(create(4, 2, DataSize.ofMegabytes(1))).hasSize(4).containsOnly(new Undecided(RetryCause.NO_ANSWER));
	}

	@Test
	void requestsAreTimedAndMeasured() {
		create(5, 2, DataSize.ofMegabytes(1));

		assertThat(this.registry.get("login.bulk.duration").timer().count()).isEqualTo(3);
		assertThat(this.registry.get("login.bulk.items").summary().totalAmount()).isEqualTo(5);
	}

	private List<Verdict> create(int count, int maxDocuments, DataSize maxSize) {
		LoginIndexerProperties properties = new LoginIndexerProperties("in", "dlt", "redrive", "test", null,
				new LoginIndexerProperties.Bulk(maxDocuments, maxSize), null, null);
		BulkCreation creation = new BulkCreationImpl(this.client, properties,
				new IndexerMeters(this.registry, new KafkaListenerEndpointRegistry()));
		return creation.create(IntStream.range(0, count)
			.mapToObj((n) -> BulkItem.create("index", "id-" + n, "\"kafka_source\":{}",
					("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8), 1))
			.toList());
	}

}
