package dev.loginstream.endtoend.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.loginstream.dto.ProcessedUserLogin;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An indexer with its page, on a broker and a node, and the logins that it indexes.
 */
final class IndexedLogins implements AutoCloseable {

	static final Duration LONGEST_START = Duration.ofSeconds(180);

	private static final String LOGINS = "processed-user-login-index";

	private static final String REJECTIONS = "rejected-user-login-index";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final String bootstrapServers = "localhost:" + LocalServers.freePort();

	private final URI openSearch = URI.create("http://localhost:" + LocalServers.freePort());

	private final int pagePort = LocalServers.freePort();

	private final JvmProcess kafka;

	private final JvmProcess node;

	private final JvmProcess indexer;

	private final KafkaProducer<byte[], byte[]> producer;

	IndexedLogins(Path directory) throws Exception {
		this.kafka = LocalServers.kafka(directory, port(this.bootstrapServers)).shortLived().start();
		this.node = LocalServers.openSearch(directory, this.openSearch.getPort()).shortLived().start();
		this.indexer = service(LoginService.INDEXER, directory, "--opensearch.uris=" + this.openSearch,
				"--login.indexer.index.replicas=0", "--login.indexer.instance=test", "--server.port=" + this.pagePort,
				"--login.indexer.audit.interval=1s", "--login.indexer.audit.settling=3s")
			.start();
		this.kafka.awaitReady(LONGEST_START);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.bootstrapServers))) {
			admin
				.createTopics(List.of(new NewTopic("processed-user-login", 2, (short) 1),
						new NewTopic("user-login-dlt", 1, (short) 1)))
				.all()
				.get(60, TimeUnit.SECONDS);
		}
		this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", this.bootstrapServers),
				new ByteArraySerializer(), new ByteArraySerializer());
		this.node.awaitReady(LONGEST_START);
		this.indexer.awaitReady(LONGEST_START);
	}

	private static int port(String address) {
		return Integer.parseInt(address.substring(address.indexOf(':') + 1));
	}

	/** A service on the same broker, not yet started. */
	JvmProcess service(LoginService service, Path directory, String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("--spring.kafka.bootstrap-servers=" + this.bootstrapServers);
		return service.on(directory, LocalServers.freePort(), () -> all).shortLived();
	}

	URI page() {
		return URI.create("http://localhost:" + this.pagePort + "/");
	}

	JvmProcess node() {
		return this.node;
	}

	JvmProcess indexer() {
		return this.indexer;
	}

	/** A login of now that tells nothing special. */
	static ProcessedUserLogin login() {
		return new ProcessedUserLogin(UUID.randomUUID().toString(), "2.3.0", "198.51.100.xxx", "198.51.100.0/24", "TX",
				UUID.randomUUID().toString(), Instant.now(), "iOS", Map.of());
	}

	/** Publishes logins, and returns once they can be searched. */
	void index(List<ProcessedUserLogin> logins) throws Exception {
		long before = count();
		send("processed-user-login", logins.stream().map(JSON::writeValueAsBytes).toList());
		await(this::count, before + logins.size());
	}

	/** Publishes dead letters that are not ours. */
	void reject(int records) throws Exception {
		long before = countRejected();
		send("user-login-dlt", Collections.nCopies(records, new byte[0]));
		await(this::countRejected, before + records);
	}

	private void send(String topic, List<byte[]> values) throws Exception {
		values.forEach((value) -> this.producer.send(new ProducerRecord<>(topic, value)));
		this.producer.flush();
	}

	private static void await(Callable<Long> count, long documents) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> count.call() >= documents);
	}

	/** Logins of the last hour that a search finds now. */
	long count() throws IOException {
		return search(LOGINS, 0).at("/hits/total/value").asLong(0);
	}

	long countRejected() throws IOException {
		return search(REJECTIONS, 0).at("/hits/total/value").asLong(0);
	}

	/** Logins of the last hour. */
	List<ProcessedUserLogin> all() throws IOException {
		List<ProcessedUserLogin> logins = new ArrayList<>();
		post("/" + LOGINS + "/_refresh", "");
		search(LOGINS, 10_000).at("/hits/hits")
			.forEach((hit) -> logins.add(JSON.treeToValue(hit.path("_source"), ProcessedUserLogin.class)));
		return logins;
	}

	private JsonNode search(String alias, int size) throws IOException {
		String body = """
				{"size":%d,"track_total_hits":true,"query":{"range":{"timestamp":{"gte":"now-1h"}}}}""".formatted(size);
		return post("/" + alias + "/_search?ignore_unavailable=true", body);
	}

	private JsonNode post(String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(this.openSearch.resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build();
		try {
			return JSON.readTree(this.http.send(request, BodyHandlers.ofString()).body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.producer.close();
		this.http.close();
		List.of(this.indexer, this.kafka, this.node).forEach(JvmProcess::terminate);
		List.of(this.indexer, this.kafka, this.node).forEach(JvmProcess::close);
	}

}
