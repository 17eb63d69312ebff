package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import dev.loginstream.indexer.LoginIndexerProperties;
import dev.loginstream.indexer.RootCause;
import dev.loginstream.indexer.SkippingDeserializer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Runs the audit, for as long as the service runs. A consumer group shares the partitions
 * among the instances; its consumers read nothing.
 */
@Component
class Reconciliation implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Reconciliation.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

	private final PartitionAudits audits;

	private final AuditedPartitions partitions;

	private final AuditConsumers consumers;

	private final KafkaAdmin kafka;

	private final AuditProperties properties;

	private final LoginIndexerProperties indexer;

	private volatile @Nullable Thread thread;

	private volatile @Nullable Consumer<byte[], byte[]> consumer;

	private @Nullable String problem;

	Reconciliation(PartitionAudits audits, AuditedPartitions partitions, AuditConsumers consumers, KafkaAdmin kafka,
			AuditProperties properties, LoginIndexerProperties indexer) {
		this.audits = audits;
		this.partitions = partitions;
		this.consumers = consumers;
		this.kafka = kafka;
		this.properties = properties;
		this.indexer = indexer;
	}

	@Override
	public void start() {
		if (this.properties.enabled()) {
			// Known before it runs, as it ends when it is not.
			Thread audit = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);
			this.thread = audit;
			audit.start();
		}
	}

	private void run() {
		while (isRunning()) {
			try (PipelineProgress progress = new PipelineProgress(this.kafka.getConfigurationProperties(),
					this.properties, this.indexer)) {
				if (awaitTopics(progress)) {
					audit(progress);
				}
			}
			catch (InterruptedException | WakeupException ex) {
				// Stopped.
			}
			catch (IOException | ExecutionException | TimeoutException | RuntimeException ex) {
				this.partitions.releaseAll();
				stalled(ex);
			}
		}
	}

	// A consumer would warn of an absent topic every second.
	private boolean awaitTopics(PipelineProgress progress)
			throws ExecutionException, InterruptedException, TimeoutException {
		if (this.properties.createStateTopic()) {
			progress.createStateTopic();
		}
		while (isRunning() && !progress.hasTopic(this.properties.sourceTopic())) {
			pause();
		}
		return isRunning();
	}

	private void audit(PipelineProgress progress)
			throws IOException, ExecutionException, InterruptedException, TimeoutException {
		// It gets no records.
		try (var consumer = this.consumers.create("-partitions", SkippingDeserializer.class, 1)) {
			this.consumer = consumer;
			consumer.subscribe(List.of(this.properties.sourceTopic()), new PausedAssignment(consumer, this.partitions));
			long next = System.nanoTime();
			while (isRunning()) {
				consumer.poll(POLL);
				if (System.nanoTime() - next >= 0) {
					this.audits.pass(progress, consumer);
					this.problem = null;
					next = System.nanoTime() + this.properties.interval().toNanos();
				}
			}
		}
		finally {
			this.consumer = null;
		}
	}

	private void stalled(Exception ex) {
		String cause = RootCause.of(ex);
		if (isRunning() && !cause.equals(this.problem)) {
			this.problem = cause;
			logger.warn("The audit stands still: {}", cause);
		}
		try {
			pause();
		}
		catch (InterruptedException interrupted) {
			// Stopped.
		}
	}

	private void pause() throws InterruptedException {
		Thread.sleep(this.properties.interval());
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		this.thread = null;
		if (running != null) {
			Consumer<?, ?> polling = this.consumer;
			if (polling != null) {
				// Interrupted, it could not leave the group.
				polling.wakeup();
			}
			try {
				if (polling == null || !running.join(LONGEST_STOP)) {
					running.interrupt();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
