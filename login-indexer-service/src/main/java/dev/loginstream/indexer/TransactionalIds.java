package dev.loginstream.indexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;
import org.springframework.stereotype.Component;

/**
 * The transactional ids of this instance: one for each of its consumers, and the same
 * again after a restart. By them the broker knows whose transactions are to be ended.
 */
@Component
class TransactionalIds implements DefaultKafkaProducerFactoryCustomizer {

	private final int count;

	private @Nullable DefaultKafkaProducerFactory<?, ?> factory;

	TransactionalIds(KafkaProperties kafka, LoginIndexerProperties properties) {
		int logins = Objects.requireNonNullElse(kafka.getListener().getConcurrency(), 1);
		this.count = properties.rejected().enabled() ? logins + 1 : logins;
	}

	@Override
	public void customize(DefaultKafkaProducerFactory<?, ?> factory) {
		// By default a producer that replaces a failed one has a new id, and what the
		// failed one left open stays so until it times out.
		factory.setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(this.count));
		this.factory = factory;
	}

	/**
	 * Ends the transactions that this instance left open when it was killed. Before there
	 * is a consumer: it waits for the offsets in them, and so would get no records, and a
	 * producer is made for the first records.
	 * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
	 */
	void claim() {
		List<Producer<?, ?>> producers = new ArrayList<>();
		try {
			for (int i = 0; i < this.count; i++) {
				producers.add(Objects.requireNonNull(this.factory).createProducer());
			}
		}
		finally {
			// Back to the factory, which keeps them for the listeners.
			producers.forEach(Producer::close);
		}
	}

}
