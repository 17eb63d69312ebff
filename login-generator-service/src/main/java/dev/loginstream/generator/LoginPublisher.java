package dev.loginstream.generator;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends generated records at the configured rate and counts those that the broker has
 * acknowledged. The producer is idempotent and tries without end, so an outage of Kafka
 * blocks it and loses nothing.
 */
@Component
class LoginPublisher implements SmartLifecycle, ExitCodeGenerator {

	private static final Logger logger = LoggerFactory.getLogger(LoginPublisher.class);

	private static final int MOST_AT_ONCE = 500;

	private static final Duration LONGEST_END = Duration.ofSeconds(1);

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final LoginRecords records;

	private final UserLoginTopic topic;

	private final LoginGeneratorProperties properties;

	private final ApplicationEventPublisher events;

	private final Counter generated;

	private final Callback onAcknowledgement = (metadata, failure) -> acknowledged(failure);

	private final AtomicLong failures = new AtomicLong();

	private volatile @Nullable Thread thread;

	LoginPublisher(KafkaTemplate<byte[], byte[]> kafka, LoginRecords records, UserLoginTopic topic,
			LoginGeneratorProperties properties, ApplicationEventPublisher events, MeterRegistry registry) {
		this.kafka = kafka;
		this.records = records;
		this.topic = topic;
		this.properties = properties;
		this.events = events;
		this.generated = Counter.builder("login.events.generated")
			.description("Events that the broker has acknowledged")
			.register(registry);
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().name("login-publisher").start(this::run);
	}

	private void run() {
		try {
			this.topic.awaitCreation();
			publish();
			this.kafka.flush();
			end();
		}
		catch (InterruptException | InterruptedException ex) {
			logger.info("Stopped after {} acknowledged events", (long) this.generated.count());
		}
		finally {
			this.records.close();
		}
	}

	private void publish() throws InterruptedException {
		Schedule schedule = new Schedule(this.properties.rate());
		long count = Objects.requireNonNullElse(this.properties.count(), Long.MAX_VALUE);
		for (long sent = 0; sent < count;) {
			int due = schedule.awaitDue((int) Math.min(MOST_AT_ONCE, count - sent));
			this.kafka.execute((producer) -> send(producer, due));
			sent += due;
		}
	}

	private int send(Producer<byte[], byte[]> producer, int count) {
		for (int i = 0; i < count; i++) {
			producer.send(this.records.next(), this.onAcknowledgement);
		}
		return count;
	}

	private void acknowledged(@Nullable Throwable failure) {
		if (failure == null) {
			this.generated.increment();
		}
		else if (this.failures.getAndIncrement() == 0) {
			logger.error("The broker refuses events, this first one by {}", failure.toString());
		}
	}

	private void end() {
		logger.info("Published {} events, all acknowledged but {}", this.properties.count(), this.failures);
		this.events.publishEvent(new AllPublishedEvent(this));
	}

	@Override
	public int getExitCode() {
		return (this.failures.get() == 0) ? 0 : 1;
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		if (running != null) {
			running.interrupt();
			this.thread = null;
			awaitEnd(running);
		}
	}

	private static void awaitEnd(Thread thread) {
		try {
			thread.join(LONGEST_END);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** All events were sent, and acknowledged or refused. */
	static final class AllPublishedEvent extends ApplicationEvent {

		private static final long serialVersionUID = 1L;

		AllPublishedEvent(Object source) {
			super(source);
		}

	}

}
