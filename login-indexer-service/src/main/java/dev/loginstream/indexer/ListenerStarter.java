package dev.loginstream.indexer;

import java.io.IOException;
import java.time.Duration;

import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Starts each listener once its index template is there, however long OpenSearch takes to
 * answer; neither the start of the service nor its readiness waits for that. A document
 * written before would make an index without our mapping. Starts a listener again when
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

	private final IndexTemplates templates;

	private final TransactionalIds transactionalIds;

	private final KafkaListenerEndpointRegistry listeners;

	private final KafkaAdmin kafka;

	private final LoginIndexerProperties properties;

	private @Nullable Thread thread;

	ListenerStarter(IndexTemplates templates, TransactionalIds transactionalIds,
			KafkaListenerEndpointRegistry listeners, KafkaAdmin kafka, LoginIndexerProperties properties) {
		this.templates = templates;
		this.transactionalIds = transactionalIds;
		this.listeners = listeners;
		this.kafka = kafka;
		this.properties = properties;
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("listener-starter").start(this::startListeners);
	}

	// One after the other, so that whatever is wrong with the index of the rejected does
	// not hold up the logins.
	private void startListeners() {
		try {
			this.untilAnswered.execute(() -> putTemplate(IndexTemplate.LOGINS));
			this.untilAnswered.execute(this::claimIds);
			startListener(LoginIndexer.ID);
			if (this.properties.rejected().enabled()) {
				this.untilAnswered.execute(() -> putTemplate(IndexTemplate.REJECTED_LOGINS));
				this.untilAnswered.execute(this::findDeadLetterTopic);
				startListener(RejectedLoginIndexer.ID);
			}
		}
		catch (Exception ex) {
			logger.info("Stopped before OpenSearch and Kafka answered");
		}
	}

	private boolean putTemplate(IndexTemplate template) throws IOException {
		try {
			this.templates.put(template);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("Not indexing yet: {}", RootCause.of(ex));
			throw ex;
		}
	}

	// The processor creates it. A consumer would warn of its absence every second.
	private boolean findDeadLetterTopic() {
		try {
			this.kafka.describeTopics(this.properties.deadLetterTopic());
			return true;
		}
		catch (KafkaException ex) {
			if (!ex.contains(UnknownTopicOrPartitionException.class)) {
				logger.warn("Not indexing dead letters yet: {}", ex.getMostSpecificCause().toString());
			}
			throw ex;
		}
	}

	private void startListener(String id) {
		MessageListenerContainer container = this.listeners.getListenerContainer(id);
		if (container == null) {
			throw new IllegalStateException("No listener has the id " + id);
		}
		if (!Thread.currentThread().isInterrupted()) {
			logger.info("The index template is there; {} is listening", id);
			container.start();
		}
	}

	private boolean claimIds() {
		try {
			this.transactionalIds.claim();
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Kafka does not let transactions be started yet: {}", RootCause.of(ex));
			throw ex;
		}
	}

	@EventListener
	void onConsumerStopped(ConsumerStoppedEvent event) {
		if (event.getReason() == Reason.FENCED) {
			logger.warn("Fenced: another instance has the same login.indexer.instance, or a transaction timed out; "
					+ "starting the listener again");
			// On a thread of its own, since stopping waits for the one that says this.
			MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
			Thread.ofPlatform().name("listener-restart").start(() -> {
				container.stop();
				container.start();
			});
		}
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
