package dev.loginstream.indexer;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Starts the listener once the index template is there, however long OpenSearch takes to
 * answer; neither the start of the service nor its readiness waits for that. A document
 * written before would make an index without our mapping. Starts the listener again when
 * another producer fenced it.
 */
@Component
class ListenerStarter implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ListenerStarter.class);

	private final RetryTemplate untilAnswered = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(Long.MAX_VALUE)
		.delay(Duration.ofMillis(500))
		.jitter(Duration.ofMillis(250))
		.multiplier(2)
		.maxDelay(Duration.ofSeconds(4))
		.build());

	private final IndexTemplate template;

	private final TransactionalIds transactionalIds;

	private final KafkaListenerEndpointRegistry listeners;

	private @Nullable Thread thread;

	ListenerStarter(IndexTemplate template, TransactionalIds transactionalIds,
			KafkaListenerEndpointRegistry listeners) {
		this.template = template;
		this.transactionalIds = transactionalIds;
		this.listeners = listeners;
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("listener-starter").start(this::startListener);
	}

	private void startListener() {
		try {
			this.untilAnswered.execute(this::putTemplate);
			if (!Thread.currentThread().isInterrupted()) {
				this.untilAnswered.execute(this::claimIds);
				logger.info("The index template is there; listening");
				container().start();
			}
		}
		catch (Exception ex) {
			logger.info("Stopped before OpenSearch and Kafka answered");
		}
	}

	private boolean putTemplate() throws IOException {
		try {
			this.template.put();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("Not indexing yet: {}", ex.getMessage());
			throw ex;
		}
	}

	private boolean claimIds() {
		try {
			this.transactionalIds.claim();
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Kafka does not let transactions be started yet: {}", ex.getMessage());
			throw ex;
		}
	}

	@EventListener
	void onConsumerStopped(ConsumerStoppedEvent event) {
		if (event.getReason() == Reason.FENCED) {
			logger.warn("Fenced: another instance has the same login.indexer.instance, or a transaction timed out; "
					+ "starting the listener again");
			// On a thread of its own, since stopping waits for the one that says this.
			Thread.ofPlatform().name("listener-restart").start(() -> {
				container().stop();
				container().start();
			});
		}
	}

	private MessageListenerContainer container() {
		MessageListenerContainer container = this.listeners.getListenerContainer(LoginIndexer.ID);
		if (container == null) {
			throw new IllegalStateException("No listener has the id " + LoginIndexer.ID);
		}
		return container;
	}

	@Override
	public void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
