package dev.loginstream.generator;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An endless sequence of records, for one thread.
 */
interface LoginRecords extends AutoCloseable {

	/**
	 * Makes the next record.
	 * @return key: the user's id; value: a {@code UserLogin}, or what is to be rejected
	 */
	ProducerRecord<byte[], byte[]> next();

	/** Called once no more records are wanted. */
	@Override
	default void close() {
	}

}
