package dev.loginstream.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import org.opensearch.testcontainers.OpenSearchContainer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pipeline on the servers' own images. Skipped, with the reason, where no Docker
 * engine answers or an image is not to be had.
 */
class ContainerPipelineTests extends PipelineTests {

	private static final String KAFKA = "apache/kafka:" + System.getProperty("kafka.version");

	private static final String OPENSEARCH = "opensearchproject/opensearch:" + System.getProperty("opensearch.version");

	private KafkaContainer kafka;

	private OpenSearchContainer<?> node;

	@Override
	Servers startServers(Path directory) {
		assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "No Docker engine answers");
		requireImage(KAFKA);
		requireImage(OPENSEARCH);
		this.kafka = new KafkaContainer(KAFKA);
		this.node = new OpenSearchContainer<>(OPENSEARCH).withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m");
		this.kafka.start();
		this.node.start();
		return new Servers(this.kafka.getBootstrapServers(), URI.create(this.node.getHttpHostAddress()));
	}

	@Override
	void stopServers() {
		if (this.kafka != null) {
			this.kafka.stop();
		}
		if (this.node != null) {
			this.node.stop();
		}
	}

	// Testcontainers itself would try for minutes where an engine answers and no registry
	// does.
	private static void requireImage(String image) {
		DockerClient docker = DockerClientFactory.lazyClient();
		try {
			docker.inspectImageCmd(image).exec();
		}
		catch (NotFoundException notFound) {
			try {
				docker.pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion(5, TimeUnit.MINUTES);
				docker.inspectImageCmd(image).exec();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				abort("Interrupted while pulling " + image);
			}
			catch (RuntimeException ex) {
				abort("The image " + image + " is not there and cannot be pulled: " + ex.getMessage());
			}
		}
	}

}
