package dev.loginstream.indexer.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link PartitionState}s in a compacted topic: not in OpenSearch, which could lose
 * what it says together with the documents that it is about.
 */
@Component
class PartitionStates {

	private static final Logger logger = LoggerFactory.getLogger(PartitionStates.class);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int MOST_RECORDS = 100;

	private final AuditConsumers consumers;

	private final ProducerFactory<byte[], byte[]> producers;

	private final AuditProperties properties;

	PartitionStates(AuditConsumers consumers, ProducerFactory<byte[], byte[]> producers, AuditProperties properties) {
		this.consumers = consumers;
		this.producers = producers;
		this.properties = properties;
	}

	/**
	 * Reads all states, of every instance.
	 * @return by partition of the source topic
	 */
	Map<Integer, PartitionState> load() {
		Map<Integer, PartitionState> states = new HashMap<>();
		try (var consumer = this.consumers.create("-states", ByteArrayDeserializer.class, MOST_RECORDS)) {
			List<TopicPartition> partitions = consumer.partitionsFor(this.properties.stateTopic())
				.stream()
				.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			new BoundedRead(consumer, this.properties.timeout()).to(consumer.endOffsets(partitions),
					(record) -> read(record, states));
		}
		return states;
	}

	private void read(ConsumerRecord<byte[], byte[]> record, Map<Integer, PartitionState> states) {
		if (record.key() == null || record.value() == null) {
			return;
		}
		String key = new String(record.key(), StandardCharsets.UTF_8);
		String prefix = keyPrefix();
		try {
			if (key.startsWith(prefix)) {
				states.put(Integer.valueOf(key.substring(prefix.length())),
						JSON.readValue(record.value(), PartitionState.class));
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			logger.warn("Expected the audit's state in {}-{}@{} but found something else; without it the audit begins "
					+ "with the first retained record", record.topic(), record.partition(), record.offset());
		}
	}

	/**
	 * Keeps a state.
	 * @param partition of the source topic
	 * @param state replaces the one before
	 * @throws ExecutionException if Kafka refuses it
	 * @throws TimeoutException if Kafka does not acknowledge it in time
	 */
	void save(int partition, PartitionState state) throws ExecutionException, InterruptedException, TimeoutException {
		byte[] key = (keyPrefix() + partition).getBytes(StandardCharsets.UTF_8);
		try (Producer<byte[], byte[]> producer = this.producers.createNonTransactionalProducer()) {
			producer.send(new ProducerRecord<>(this.properties.stateTopic(), key, JSON.writeValueAsBytes(state)))
				.get(this.properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private String keyPrefix() {
		return this.properties.sourceTopic() + "-";
	}

}
