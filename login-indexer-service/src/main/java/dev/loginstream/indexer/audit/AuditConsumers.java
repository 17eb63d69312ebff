package dev.loginstream.indexer.audit;

import java.util.Properties;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the audit's consumers, which read what is committed and commit nothing.
 */
@Component
class AuditConsumers {

	/** By which the instances share the partitions. */
	static final String GROUP = "login-auditor";

	private final ConsumerFactory<byte[], byte[]> factory;

	AuditConsumers(ConsumerFactory<byte[], byte[]> factory) {
		this.factory = factory;
	}

	/**
	 * Makes a consumer.
	 * @param suffix of its client id
	 * @param deserializer of keys and values
	 * @param mostRecords that a poll gives
	 */
	Consumer<byte[], byte[]> create(String suffix, Class<? extends Deserializer<byte[]>> deserializer,
			int mostRecords) {
		Properties settings = new Properties();
		settings.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, deserializer.getName());
		settings.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, deserializer.getName());
		settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(mostRecords));
		settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		// What was deleted is skipped.
		settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
		return this.factory.createConsumer(GROUP, null, suffix, settings);
	}

}
