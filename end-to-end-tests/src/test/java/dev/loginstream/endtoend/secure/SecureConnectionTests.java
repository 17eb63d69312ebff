package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.loginstream.endtoend.secure.SecureBroker.Listener;
import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.LoginService;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kafka over mTLS with ACLs, and OpenSearch over HTTPS with the user of least rights.
 * Services with several faults run at once, since starting them is what costs time.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private static final String PASSWORD = "Correct-Horse-7-Battery";

	private final List<SecureService> started = new ArrayList<>();

	private Path directory;

	private CertificateAuthority authority;

	private CertificateAuthority otherAuthority;

	private SecureBroker broker;

	private SecureNode node;

	private EventCounts counts;

	private long events;

	@BeforeAll
	void startServers() throws Exception {
		this.directory = Files
			.createDirectories(Path.of("target", "secure", Instant.now().toString().replace(':', '-')))
			.toAbsolutePath();
		this.authority = new CertificateAuthority(this.directory.resolve("ca"));
		Credentials admin = this.authority.issue("admin");
		this.node = new SecureNode(this.directory, this.authority, admin);
		this.broker = new SecureBroker(this.directory, this.authority, admin);
		this.otherAuthority = new CertificateAuthority(this.directory.resolve("other-ca"));
		this.broker.awaitReady(TIMEOUT);
		this.broker.allow(Rights.ofProcessor("login-processor"));
		this.broker.allow(Rights.ofIndexer("login-indexer"));
		this.node.awaitReady(TIMEOUT);
		this.node.setPassword("indexer", PASSWORD);
		this.counts = new EventCounts(this.broker.adminSettings(),
				new DocumentCount(this.node.uri(), this.node.http()));
	}

	@AfterAll
	void stopServers() {
		if (this.counts != null) {
			this.counts.close();
		}
		this.broker.close();
		this.node.close();
	}

	@AfterEach
	void stopServices() {
		this.started.forEach((service) -> service.process().terminate());
		this.started.forEach(SecureService::close);
		this.started.clear();
	}

	/** First, since nothing is in the topics: they are made by the services. */
	@Test
	@Order(1)
	void eventsPassWithTheRightCertificatesAndTheLeastRights() throws Exception {
		SecureService refused = generator("login-generator", 500);
		SecureService unknown = generator("other-ca", 1).trusting(this.otherAuthority);
		start(refused, unknown, processor("login-processor"), indexer("login-indexer"));

		assertFailsClosed(unknown, "UserLoginTopic", "CertPathValidatorException", "kafka");
		assertFailsClosed(refused, "UserLoginTopic", "TopicAuthorizationException", "kafka");
		assertThat(this.counts.generated()).isZero();

		this.broker.allow(Rights.ofGenerator("login-generator"));
		assertThat(refused.process().onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isZero();
		this.events += 500;
		awaitCountsAgree();
	}

	@Test
	@Order(2)
	void noConnectionToKafkaWithAWrongCertificate() throws Exception {
		publish(200);
		SecureService unknownAuthority = processor("p-unknown").trusting(this.otherAuthority);
		SecureService expiredBroker = processor("p-expired-broker").on(Listener.EXPIRED);
		SecureService brokerElsewhere = processor("p-elsewhere").on(Listener.ELSEWHERE);
		SecureService expired = processor("p-expired");
		expired.setCredentials(this.authority.issueExpired("login-processor"));
		SecureService stranger = processor("p-stranger");
		stranger.setCredentials(this.otherAuthority.issue("login-processor").trusting(this.authority.certificate()));
		start(unknownAuthority, expiredBroker, brokerElsewhere, expired, stranger);

		String starter = "ListenerStarter";
		assertFailsClosed(unknownAuthority, starter, "CertPathValidatorException", "kafka");
		assertFailsClosed(expiredBroker, starter, "CertificateExpiredException", "kafka");
		assertFailsClosed(brokerElsewhere, starter, "No subject alternative DNS name matching localhost", "kafka");
		assertFailsClosed(expired, starter, "Received fatal alert", "kafka");
		assertFailsClosed(stranger, starter, "Received fatal alert", "kafka");
		assertThat(this.counts.read().processed()).isLessThan(this.events);

		this.broker.mend(Listener.EXPIRED);
		this.broker.mend(Listener.ELSEWHERE);
		awaitListening(expiredBroker);
		awaitListening(brokerElsewhere);
		expired.process().close();
		expired.setCredentials(this.authority.issue("login-processor"));
		expired.process().start();
		awaitListening(expired);
		start(indexer("login-indexer"));
		awaitCountsAgree();
	}

	@Test
	@Order(3)
	void noProcessingWithoutARight() throws Exception {
		publish(200);
		SecureService output = without(ResourceType.TOPIC, "processed-user-login");
		SecureService input = without(ResourceType.TOPIC, "user-login");
		SecureService transactions = without(ResourceType.TRANSACTIONAL_ID, "login-processor-");
		SecureService group = without(ResourceType.GROUP, "login-processor");
		start(output, transactions, group, input);

		assertFailsClosed(output, "ListenerStarter", "TopicAuthorizationException", "kafka");
		awaitLogged(transactions, "ListenerStarter", "TransactionalIdAuthorizationException");
		awaitLogged(group, "KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		awaitLogged(input, "KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		assertAlive(transactions);
		assertAlive(group);
		assertAlive(input);
		assertThat(this.counts.read().processed()).isLessThan(this.events);

		for (SecureService service : List.of(output, transactions, group, input)) {
			this.broker.allow(Rights.ofProcessor(service.name()));
		}
		start(indexer("login-indexer"));
		awaitCountsAgree();
		assertThat(group.health("liveness").path("status").asString()).isEqualTo("UP");
		assertThat(input.health("liveness").path("status").asString()).isEqualTo("UP");
	}

	@Test
	@Order(4)
	void noIndexingOverAWrongConnectionToOpenSearch() throws Exception {
		publish(200);
		AtomicInteger requests = new AtomicInteger();
		HttpsServer expiredServer = expiredServer(requests);
		SecureService unknownAuthority = indexer("i-unknown")
			.set("spring.ssl.bundle.pem.opensearch.truststore.certificate", this.otherAuthority.certificate());
		SecureService elsewhere = indexer("i-elsewhere").set("opensearch.uris",
				this.node.uri().toString().replace("localhost", "127.0.0.1"));
		SecureService expired = indexer("i-expired").set("opensearch.uris",
				"https://localhost:" + expiredServer.getAddress().getPort());
		this.node.setPassword("indexer", "Another-Horse-8-Battery");
		SecureService password = indexer("login-indexer");
		start(processor("login-processor"), unknownAuthority, elsewhere, expired, password);

		assertFailsClosed(unknownAuthority, "ListenerStarter", "CertPathValidatorException", "openSearch");
		assertFailsClosed(elsewhere, "ListenerStarter", "No subject alternative names matching IP address",
				"openSearch");
		assertFailsClosed(expired, "ListenerStarter", "CertificateExpiredException", "openSearch");
		assertFailsClosed(password, "ListenerStarter", "401 Unauthorized", "openSearch");
		assertThat(requests).hasValue(0);
		assertThat(this.counts.read().documents()).isLessThan(this.events);
		expiredServer.stop(0);

		this.node.setPassword("indexer", PASSWORD);
		awaitCountsAgree();

		String role = this.node.role();
		this.node.setRole(role.replace("indices:data/write/index", "indices:data/read/get"));
		publish(100);
		awaitLogged(password, "OutagePause", "(unauthorized)");
		assertThat(this.counts.read().documents()).isLessThan(this.events);
		this.node.setRole(role);
		awaitCountsAgree();
		assertThat(stackTrace(password)).isEmpty();
	}

	@Test
	@Order(5)
	void noIndexingWithoutARightInKafka() throws Exception {
		publish(200);
		List<SecureService> indexers = new ArrayList<>();
		for (String missing : List.of("processed-user-login", "login-indexer-", "login-indexer")) {
			String name = "i-without-" + missing;
			this.broker.allow(Rights.ofIndexer(name)
				.stream()
				.filter((right) -> !right.pattern().name().equals(missing))
				.toList());
			indexers.add(indexer(name, name));
		}
		start(processor("login-processor"));
		indexers.forEach(this::start);

		awaitLogged(indexers.get(0), "KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		awaitLogged(indexers.get(1), "ListenerStarter", "TransactionalIdAuthorizationException");
		awaitLogged(indexers.get(2), "KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		for (SecureService indexer : indexers) {
			assertAlive(indexer);
		}
		assertThat(this.counts.read().documents()).isLessThan(this.events);

		for (SecureService indexer : indexers) {
			this.broker.allow(Rights.ofIndexer(indexer.name()));
		}
		awaitCountsAgree();
	}

	private SecureService without(ResourceType type, String missing) throws Exception {
		String name = "p-without-" + missing;
		List<AclBinding> rights = Rights.ofProcessor(name)
			.stream()
			.filter((right) -> right.pattern().resourceType() != type || !right.pattern().name().equals(missing))
			.toList();
		this.broker.allow(rights);
		return processor(name, name);
	}

	private SecureService generator(String name, int count) {
		return service(LoginService.GENERATOR, name, "login-generator").set("login.generator.rate", 0)
			.set("login.generator.bad-share", 0.02)
			.set("login.generator.count", count);
	}

	private SecureService processor(String name) {
		return processor(name, "login-processor");
	}

	private SecureService processor(String name, String principal) {
		return service(LoginService.PROCESSOR, name, principal).set("login.processor.instance", name)
			.set("spring.kafka.listener.auth-exception-retry-interval", "2s");
	}

	private SecureService indexer(String name) {
		return indexer(name, "login-indexer");
	}

	private SecureService indexer(String name, String principal) {
		return service(LoginService.INDEXER, name, principal).set("login.indexer.instance", name)
			.set("login.indexer.index.replicas", 0)
			.set("spring.kafka.listener.auth-exception-retry-interval", "2s")
			.set("opensearch.uris", this.node.uri())
			.set("opensearch.restclient.ssl.bundle", "opensearch")
			.set("spring.ssl.bundle.pem.opensearch.truststore.certificate", this.authority.certificate())
			.set("opensearch.username", "indexer")
			.set("opensearch.password", PASSWORD);
	}

	private SecureService service(LoginService service, String name, String principal) {
		Path own = this.directory.resolve(service.name() + "-" + name + "-" + this.events);
		return new SecureService(service, name, own, this.authority.issue(principal), this.broker);
	}

	private void start(SecureService... services) {
		for (SecureService service : services) {
			this.started.add(service);
			service.process().start();
		}
	}

	private void publish(int count) throws Exception {
		Map<String, Object> settings = new HashMap<>(this.broker.adminSettings());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < count; i++) {
				producer.send(new ProducerRecord<>("user-login", """
						{"user_id":"u-%d","ip":"192.0.2.7","timestamp":1694479551}""".formatted(i)));
			}
		}
		this.events += count;
	}

	private HttpsServer expiredServer(AtomicInteger requests) throws IOException {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(this.authority.issueExpired("opensearch").context()));
		server.createContext("/", (exchange) -> {
			requests.incrementAndGet();
			exchange.close();
		});
		server.start();
		return server;
	}

	private void awaitCountsAgree() {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(300))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(this.counts::read, (snapshot) -> snapshot.agrees(this.events));
	}

	private static void awaitListening(SecureService service) {
		awaitLogged(service, "ListenerStarter", "listening");
	}

	private static void awaitLogged(SecureService service, String logger, String text) {
		Awaitility.await(service.name() + ": " + text)
			.atMost(TIMEOUT)
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> service.log().stream().anyMatch((line) -> line.contains(logger) && line.contains(text)));
	}

	/**
	 * One line at each of two tries and more, and no stack trace; down is what cannot be
	 * reached, and neither liveness nor readiness.
	 */
	private static void assertFailsClosed(SecureService service, String logger, String cause, String dependency)
			throws Exception {
		Awaitility.await(service.name() + ": " + cause)
			.atMost(TIMEOUT)
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> service.log().stream().filter((line) -> line.contains(cause)).count() > 2);
		List<String> tries = service.log().stream().filter((line) -> line.contains(logger)).toList();
		assertThat(tries).hasSizeGreaterThan(1).allMatch((line) -> line.contains(cause) && line.contains("WARN"));
		assertThat(stackTrace(service)).isEmpty();
		assertAlive(service);
		assertThat(service.health("dependencies").at("/components/" + dependency + "/status").asString())
			.isEqualTo("DOWN");
		assertThat(service.health("dependencies").at("/components/" + dependency + "/details/error").asString())
			.containsAnyOf(cause, "AuthorizationException");
	}

	private static void assertAlive(SecureService service) throws Exception {
		assertThat(service.health("liveness").path("status").asString()).isEqualTo("UP");
		assertThat(service.health("readiness").path("status").asString()).isEqualTo("UP");
	}

	private static List<String> stackTrace(SecureService service) throws IOException {
		return service.log().stream().filter((line) -> line.startsWith("\tat ")).toList();
	}

}
