package dev.loginstream.indexer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Rolls the batch back, whatever the listener threw, and takes an outage out of its
 * wrapper: the container then logs one line for it instead of a stack trace at every try.
 */
final class OutageErrorHandler extends DefaultErrorHandler {

	@Override
	public void handleBatch(Exception thrownException, ConsumerRecords<?, ?> data, Consumer<?, ?> consumer,
			MessageListenerContainer container, Runnable invokeListener) {
		if (thrownException.getCause() instanceof OutageException outage) {
			throw outage;
		}
		throw new IllegalStateException("The listener failed", thrownException);
	}

}
