package dev.loginstream.indexer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits the position of a consumer that has nothing to read. The marker that ends a
 * producer's transaction has an offset too; uncommitted, it would be lag for ever.
 * <p>
 * The container's own {@code fixTxOffsets} does so also when partitions are revoked, and
 * then skips what was fetched and not yet processed: seen with spring-kafka 4.1.2, where
 * an instance that stopped lost records. A consumer that is idle has processed all before
 * its position, or has gone back to it after a roll-back.
 */
@Component
class IdlePositions {

	private static final Logger logger = LoggerFactory.getLogger(IdlePositions.class);

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final TransactionTemplate transaction;

	private final Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new ConcurrentHashMap<>();

	IdlePositions(KafkaTemplate<byte[], byte[]> kafka, KafkaTransactionManager<?, ?> transactions) {
		this.kafka = kafka;
		this.transaction = new TransactionTemplate(transactions);
	}

	// Called by the thread that polls, as the consumer demands it.
	@EventListener
	void onIdle(ListenerContainerIdleEvent event) {
		Consumer<?, ?> consumer = event.getConsumer();
		Map<TopicPartition, OffsetAndMetadata> positions = consumer.assignment()
			.stream()
			.collect(Collectors.toMap((partition) -> partition,
					(partition) -> new OffsetAndMetadata(consumer.position(partition))));
		if (!positions.isEmpty() && !positions.equals(this.committed.get(event.getListenerId()))) {
			commit(consumer, positions, event.getListenerId());
		}
	}

	// In a transaction, as batches are: the consumer's own commit could arrive late and
	// undo a later one.
	private void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> positions, String listener) {
		try {
			this.transaction.executeWithoutResult(
					(status) -> this.kafka.sendOffsetsToTransaction(positions, consumer.groupMetadata()));
			this.committed.put(listener, positions);
		}
		catch (RuntimeException ex) {
			// Tried again at the next idle event; until then there seems to be lag.
			logger.info("Positions of an idle consumer are not committed: {}", ex.toString());
		}
	}

}
