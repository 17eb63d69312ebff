package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.LoginService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kafka over mTLS with ACLs, and OpenSearch over HTTPS with the user of least rights.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SecureConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private static final String PASSWORD = "Correct-Horse-7-Battery";

	private Path directory;

	private CertificateAuthority authority;

	private SecureBroker broker;

	private SecureNode node;

	@BeforeAll
	void start() throws Exception {
		this.directory = Files
			.createDirectories(Path.of("target", "secure", Instant.now().toString().replace(':', '-')))
			.toAbsolutePath();
		this.authority = new CertificateAuthority(this.directory.resolve("ca"));
		Credentials admin = this.authority.issue("admin");
		this.node = new SecureNode(this.directory, this.authority, admin);
		this.broker = new SecureBroker(this.directory, this.authority, admin);
		this.broker.awaitReady(TIMEOUT);
		this.broker.allow(Rights.GENERATOR);
		this.broker.allow(Rights.PROCESSOR);
		this.broker.allow(Rights.INDEXER);
		this.node.awaitReady(TIMEOUT);
		this.node.setPassword("indexer", PASSWORD);
	}

	@AfterAll
	void stop() {
		this.broker.close();
		this.node.close();
	}

	private SecureService service(LoginService service, String name, Credentials credentials) {
		SecureService described = new SecureService(service, this.directory.resolve(name), credentials)
			.set("spring.kafka.bootstrap-servers", this.broker.bootstrapServers());
		if (service == LoginService.INDEXER) {
			described.set("login.indexer.index.replicas", 0)
				.set("login.indexer.instance", "test")
				.set("opensearch.uris", this.node.uri())
				.set("opensearch.restclient.ssl.bundle", "opensearch")
				.set("spring.ssl.bundle.pem.opensearch.truststore.certificate", this.authority.certificate())
				.set("opensearch.username", "indexer")
				.set("opensearch.password", PASSWORD);
		}
		if (service == LoginService.PROCESSOR) {
			described.set("login.processor.instance", "test");
		}
		return described;
	}

	@Test
	void eventsPassWithTheRightCertificatesAndNoMoreRightsThanNeeded() throws Exception {
		int events = 1_000;
		SecureService processor = service(LoginService.PROCESSOR, "processor", this.authority.issue("login-processor"));
		SecureService indexer = service(LoginService.INDEXER, "indexer", this.authority.issue("login-indexer"));
		SecureService generator = service(LoginService.GENERATOR, "generator", this.authority.issue("login-generator"))
			.set("login.generator.rate", 0)
			.set("login.generator.bad-share", 0.02)
			.set("login.generator.count", events);
		try (processor;
				indexer;
				generator;
				EventCounts counts = new EventCounts(this.broker.adminSettings(),
						new DocumentCount(this.node.uri(), this.node.http()))) {
			generator.process().start();
			processor.process().start();
			indexer.process().start();

			assertThat(generator.process().onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isZero();
			Awaitility.await()
				.atMost(TIMEOUT)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(counts::read, (snapshot) -> snapshot.agrees(events));
		}
	}

}
