package dev.loginstream.endtoend;

import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtendWith;
import org.opensearch.testcontainers.OpenSearchContainer;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The pipeline on the servers' own images.
 */
@ExtendWith(ImagesCondition.class)
class ContainerPipelineTests extends PipelineTests {

	private KafkaContainer kafka;

	private OpenSearchContainer<?> node;

	@Override
	Servers startServers(Path directory) {
		this.kafka = new KafkaContainer(ImagesCondition.KAFKA);
		this.node = new OpenSearchContainer<>(ImagesCondition.OPENSEARCH).withEnv("OPENSEARCH_JAVA_OPTS",
				"-Xms512m -Xmx512m");
		this.kafka.start();
		this.node.start();
		return new Servers(this.kafka.getBootstrapServers(), URI.create(this.node.getHttpHostAddress()));
	}

	@Override
	void stopServers() {
		this.kafka.stop();
		this.node.stop();
	}

}
