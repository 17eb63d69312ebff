package dev.loginstream.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A broker, a node and what is deployed on them, shared by all scenarios of a run: each
 * leaves them whole, and knows its own events.
 */
final class Lab implements AutoCloseable {

	private final Path directory;

	private final JvmProcess kafka;

	private final JvmProcess openSearch;

	private final URI openSearchUri;

	private final FaultProxy proxy;

	private final Deployment deployment;

	private final Report report = new Report();

	private Lab() throws Exception {
		// Stays after the run, since the logs tell what a failure was.
		this.directory = Files
			.createDirectories(Path.of("target", "faults", Instant.now().toString().replace(':', '-')));
		int kafkaPort = LocalServers.freePort();
		int openSearchPort = LocalServers.freePort();
		// Looks for records to delete as often as it can: those of these tests are old.
		this.kafka = LocalServers.kafka(this.directory, kafkaPort, "log.retention.check.interval.ms=1000")
			.shortLived()
			.start();
		this.openSearch = LocalServers.openSearch(this.directory, openSearchPort).shortLived().start();
		this.kafka.awaitReady(Deployment.LONGEST_START);
		this.openSearch.awaitReady(Deployment.LONGEST_START);
		this.openSearchUri = URI.create("http://localhost:" + openSearchPort);
		this.proxy = new FaultProxy(this.openSearchUri);
		this.deployment = new Deployment(this.directory, "localhost:" + kafkaPort, this.openSearchUri);
	}

	/** Mends what a test that failed may have left. */
	private void mend() {
		for (JvmProcess server : List.of(this.kafka, this.openSearch)) {
			if (server.isAlive()) {
				server.resume();
			}
			else {
				server.start().awaitReady(Deployment.LONGEST_START);
			}
		}
		this.proxy.passThrough();
	}

	Path directory() {
		return this.directory;
	}

	JvmProcess kafka() {
		return this.kafka;
	}

	JvmProcess openSearch() {
		return this.openSearch;
	}

	URI openSearchUri() {
		return this.openSearchUri;
	}

	/** Stands before the node; passes all on unless a test says otherwise. */
	FaultProxy proxy() {
		return this.proxy;
	}

	Deployment deployment() {
		return this.deployment;
	}

	Report report() {
		return this.report;
	}

	Scenario scenario(String name, int rate) throws InterruptedException {
		return new Scenario(name, this.deployment, this.report, rate, 0);
	}

	@Override
	public void close() throws IOException {
		this.deployment.close();
		this.proxy.close();
		this.kafka.terminate();
		this.openSearch.close();
		this.kafka.close();
		String document = System.getProperty("faults.report");
		if (document != null) {
			this.report.writeTo(Path.of(document));
		}
	}

	/** Gives every test the one lab. */
	static final class Shared implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Lab.class;
		}

		@Override
		public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
			Lab lab = context.getRoot()
				.getStore(ExtensionContext.Namespace.create(Lab.class))
				.computeIfAbsent(Lab.class, (type) -> open(), Lab.class);
			lab.mend();
			return lab;
		}

		private static Lab open() {
			try {
				return new Lab();
			}
			catch (Exception ex) {
				throw new IllegalStateException("No lab", ex);
			}
		}

	}

}
