package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.loginstream.endtoend.secure.SecureBroker.Listener;
import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.LoginService;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kafka over mTLS with ACLs, and OpenSearch over HTTPS with the user of least rights.
 * Services with several faults run at once, since starting them is what costs time.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureConnectionTests {

	private static final String FULL = "takes half a minute; ./mvnw verify -Pfaults runs it";

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
		SecureService indexer = indexer("login-indexer").set("login.indexer.audit.interval", "500ms")
			.set("login.indexer.audit.settling", "3s");
		start(refused, unknown, processor("login-processor"), indexer);

		unknown.assertFailsClosed("UserLoginTopic", "CertPathValidatorException", "kafka");
		refused.assertFailsClosed("UserLoginTopic", "TopicAuthorizationException", "kafka");
		assertThat(this.counts.generated()).isZero();

		this.broker.allow(Rights.ofGenerator("login-generator"));
		assertThat(refused.process().onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isZero();
		this.events += 500;
		awaitCountsAgree();
		assertThat(indexer.get("/api/logins/summary")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(answer.body()).required("logins").intValue()).isPositive();
		});
		assertThat(indexer.get("/api/rejections/summary").statusCode()).isEqualTo(200);
		indexer.awaitVerified(this.events);
	}

	@Test
	@Order(2)
	@EnabledIfSystemProperty(named = "faults.full", matches = "true", disabledReason = FULL)
	void noConnectionToKafkaWithAWrongCertificate() throws Exception {
		long before = this.counts.read().processed();
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
		unknownAuthority.assertFailsClosed(starter, "CertPathValidatorException", "kafka");
		expiredBroker.assertFailsClosed(starter, "CertificateExpiredException", "kafka");
		brokerElsewhere.assertFailsClosed(starter, "No subject alternative DNS name matching localhost", "kafka");
		expired.assertFailsClosed(starter, "Received fatal alert", "kafka");
		stranger.assertFailsClosed(starter, "Received fatal alert", "kafka");
		assertThat(this.counts.read().processed()).isEqualTo(before);

		this.broker.mend(Listener.EXPIRED);
		this.broker.mend(Listener.ELSEWHERE);
		expiredBroker.awaitLogged("ListenerStarter", "listening");
		brokerElsewhere.awaitLogged("ListenerStarter", "listening");
		expired.process().close();
		expired.setCredentials(this.authority.issue("login-processor"));
		expired.process().start();
		expired.awaitLogged("ListenerStarter", "listening");
		start(indexer("login-indexer"));
		awaitCountsAgree();
	}

	@Test
	@Order(3)
	@EnabledIfSystemProperty(named = "faults.full", matches = "true", disabledReason = FULL)
	void noProcessingWithoutARight() throws Exception {
		long before = this.counts.read().processed();
		publish(200);
		SecureService output = without(ResourceType.TOPIC, "processed-user-login");
		SecureService input = without(ResourceType.TOPIC, "user-login");
		SecureService transactions = without(ResourceType.TRANSACTIONAL_ID, "login-processor-");
		SecureService group = without(ResourceType.GROUP, "login-processor");
		start(output, transactions, group, input);

		output.assertFailsClosed("ListenerStarter", "TopicAuthorizationException", "kafka");
		transactions.awaitLogged("ListenerStarter", "TransactionalIdAuthorizationException");
		group.awaitLogged("KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		input.awaitLogged("KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		transactions.assertAlive();
		group.assertAlive();
		input.assertFailsTo("kafka", "TopicAuthorizationException");
		assertThat(this.counts.read().processed()).isEqualTo(before);

		for (SecureService service : List.of(output, transactions, group, input)) {
			this.broker.allow(Rights.ofProcessor(service.name()));
		}
		awaitMembers("login-processor", 8);
		start(indexer("login-indexer"));
		awaitCountsAgree();
	}

	@Test
	@Order(4)
	void noIndexingOverAWrongConnectionToOpenSearch() throws Exception {
		long before = this.counts.read().documents();
		publish(200);
		ExpiredServer expiredServer = new ExpiredServer(this.authority.issueExpired("opensearch"));
		SecureService unknownAuthority = indexer("i-unknown")
			.set("spring.ssl.bundle.pem.opensearch.truststore.certificate", this.otherAuthority.certificate());
		SecureService elsewhere = indexer("i-elsewhere").set("opensearch.uris",
				this.node.uri().toString().replace("localhost", "127.0.0.1"));
		SecureService expired = indexer("i-expired").set("opensearch.uris", expiredServer.uri());
		this.node.setPassword("indexer", "Another-Horse-8-Battery");
		SecureService password = indexer("login-indexer");
		start(processor("login-processor"), unknownAuthority, elsewhere, expired, password);

		unknownAuthority.assertFailsClosed("ListenerStarter", "CertPathValidatorException", "openSearch");
		elsewhere.assertFailsClosed("ListenerStarter", "No subject alternative names matching IP address",
				"openSearch");
		expired.assertFailsClosed("ListenerStarter", "CertificateExpiredException", "openSearch");
		password.assertFailsClosed("ListenerStarter", "401 Unauthorized", "openSearch");
		assertThat(expiredServer.requests()).isZero();
		assertThat(this.counts.read().documents()).isEqualTo(before);
		expiredServer.close();

		this.node.setPassword("indexer", PASSWORD);
		awaitCountsAgree();

		String role = this.node.role();
		this.node.setRole(role.replace("indices:data/read/search", "indices:data/read/get"));
		HttpResponse<String> answer = password.get("/api/logins/summary");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(password.log("did not answer a query")).singleElement().asString().contains("status 403");
		publish(100);
		awaitCountsAgree();

		this.node.setRole(role.replace("indices:data/write/index", "indices:data/read/get"));
		publish(100);
		password.awaitLogged("OutagePause", "(unauthorized)");
		password.assertAlive();
		assertThat(this.counts.read().documents()).isEqualTo(before + 300);
		this.node.setRole(role);
		awaitCountsAgree();
		password.assertNoStackTrace();
	}

	@Test
	@Order(5)
	@EnabledIfSystemProperty(named = "faults.full", matches = "true", disabledReason = FULL)
	void noIndexingWithoutARightInKafka() throws Exception {
		long before = this.counts.read().documents();
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

		indexers.get(0).awaitLogged("KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		indexers.get(1).awaitLogged("ListenerStarter", "TransactionalIdAuthorizationException");
		indexers.get(2).awaitLogged("KafkaMessageListenerContainer", "Authentication/Authorization Exception");
		indexers.get(0).assertFailsTo("kafka", "TopicAuthorizationException");
		indexers.get(1).assertAlive();
		indexers.get(2).assertAlive();
		assertThat(this.counts.read().documents()).isEqualTo(before);

		for (SecureService indexer : indexers) {
			this.broker.allow(Rights.ofIndexer(indexer.name()));
		}
		awaitMembers("login-indexer", 6);
		awaitCountsAgree();
	}

	/** Producers do not survive that: they are replaced. */
	@Test
	@Order(6)
	@EnabledIfSystemProperty(named = "faults.full", matches = "true", disabledReason = FULL)
	void rightThatIsTakenAwayMeanwhileLosesNothing() throws Exception {
		List<AclBinding> rights = Rights.ofProcessor("login-processor")
			.stream()
			.filter((right) -> right.pattern().name().equals("processed-user-login"))
			.toList();
		SecureService processor = processor("login-processor");
		start(processor, indexer("login-indexer"));
		publish(100);
		awaitCountsAgree();

		long before = this.counts.read().processed();
		this.broker.revoke(rights);
		publish(100);
		processor.awaitLogged("KafkaMessageListenerContainer", "Transaction rolled back");
		processor.assertFailsTo("kafka", "TopicAuthorizationException");
		assertThat(this.counts.read().processed()).isEqualTo(before);

		this.broker.allow(rights);
		awaitCountsAgree();
		processor.assertAlive();
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

	private void publish(int count) {
		this.broker.publish(count);
		this.events += count;
	}

	/** Two consumers of each instance. */
	private void awaitMembers(String group, int members) {
		Awaitility.await().atMost(TIMEOUT).until(() -> this.broker.members(group) == members);
	}

	private void awaitCountsAgree() {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(300))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(this.counts::read, (snapshot) -> snapshot.agrees(this.events));
	}

}
