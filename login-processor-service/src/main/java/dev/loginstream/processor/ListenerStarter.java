package dev.loginstream.processor;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Starts the listener once its output topics are there, however long Kafka takes to
 * answer; neither the start of the service nor its readiness waits for that. Starts it
 * again when another producer fenced it.
 */
@Component
class ListenerStarter implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ListenerStarter.class);

	private final RetryTemplate untilKafkaAnswers = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(Long.MAX_VALUE)
		.delay(Duration.ofMillis(500))
		.jitter(Duration.ofMillis(250))
		.multiplier(2)
		.maxDelay(Duration.ofSeconds(4))
		.build());

	private final KafkaAdmin admin;

	private final List<NewTopic> topics;

	private final TransactionalIds transactionalIds;

	private final KafkaListenerEndpointRegistry listeners;

	private @Nullable Thread thread;

	ListenerStarter(KafkaAdmin admin, ObjectProvider<NewTopic> topics, LoginProcessorProperties properties,
			TransactionalIds transactionalIds, KafkaListenerEndpointRegistry listeners) {
		this.admin = admin;
		this.topics = properties.createTopics() ? topics.stream().toList() : List.of();
		this.transactionalIds = transactionalIds;
		this.listeners = listeners;
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("listener-starter").start(this::startListener);
	}

	private void startListener() {
		try {
			this.untilKafkaAnswers.execute(this::createTopics);
			// KafkaAdmin returns as if all were well when it is interrupted.
			if (!Thread.currentThread().isInterrupted()) {
				this.untilKafkaAnswers.execute(this::claimIds);
				logger.info("Topics are there; listening");
				container().start();
			}
		}
		catch (Exception ex) {
			logger.info("Stopped before Kafka answered");
		}
	}

	private boolean createTopics() {
		try {
			this.admin.createOrModifyTopics(this.topics.toArray(NewTopic[]::new));
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Kafka does not let topics be looked up or created yet: {}", RootCause.of(ex));
			throw ex;
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
			logger.warn("Fenced: another instance has the same login.processor.instance, or a transaction timed out; "
					+ "starting the listener again");
			// On a thread of its own, since stopping waits for the one that says this.
			Thread.ofPlatform().name("listener-restart").start(() -> {
				container().stop();
				container().start();
			});
		}
	}

	private MessageListenerContainer container() {
		MessageListenerContainer container = this.listeners.getListenerContainer(UserLoginListener.ID);
		if (container == null) {
			throw new IllegalStateException("No listener has the id " + UserLoginListener.ID);
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
