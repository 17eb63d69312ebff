package dev.loginstream.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole service on an embedded broker and a real OpenSearch node. All such
 * tests share one context.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "login.indexer.instance=test", "login.indexer.index.replicas=0",
				"login.indexer.retry.last-bound=1s", "login.indexer.audit.interval=200ms",
				"login.indexer.audit.settling=2s", "login.indexer.audit.recheck=500ms" })
@EmbeddedKafka(topics = { "processed-user-login", "user-login-dlt" }, partitions = 2,
		bootstrapServersProperty = "spring.kafka.bootstrap-servers")
@ContextConfiguration(initializers = IndexerTest.Node.class)
public @interface IndexerTest {

	/**
	 * Starts the node and points the service at it.
	 */
	class Node implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			int port = LocalServers.freePort();
			JvmProcess node = LocalServers.openSearch(directory(), port).shortLived();
			Runtime.getRuntime().addShutdownHook(new Thread(node::close));
			node.start().awaitReady(Duration.ofSeconds(120));
			context.getBeanFactory().registerSingleton("node", node);
			TestPropertyValues.of("opensearch.uris=http://localhost:" + port).applyTo(context);
		}

		private static Path directory() {
			try {
				return Files.createTempDirectory(Path.of("target"), "opensearch");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
