package dev.loginstream.indexer;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.indexer.Verdict.Indexed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class IndexerMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final IndexerMeters meters = new IndexerMeters(this.registry, new KafkaListenerEndpointRegistry());

	@Test
	void redrivenLoginIsIndexedButNotLate() {
		ConsumerRecord<byte[], byte[]> redriven = TestRecords.processed(3, 42, "{}");
		redriven.headers().add(LoginHeaders.REDRIVEN_BY, new byte[0]);

		this.meters.committed(redriven, new Indexed());
		this.meters.committed(TestRecords.processed(3, 43, "{}"), new Indexed());

		assertThat(this.registry.get("login.documents.indexed").counter().count()).isEqualTo(2);
		assertThat(this.registry.get("login.pipeline.latency").timer().count()).isEqualTo(1);
	}

}
