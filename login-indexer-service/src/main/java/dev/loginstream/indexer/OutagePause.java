package dev.loginstream.indexer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.SeekUtils;

/**
 * Waits out an outage, for as long as it takes: has the rolled-back batch delivered again
 * after an exponential back-off with full jitter. Meanwhile the container is paused and
 * goes on polling, so that it stays a member of its group.
 */
final class OutagePause implements AfterRollbackProcessor<Object, Object> {

	private static final Logger logger = LoggerFactory.getLogger(OutagePause.class);

	private static final LogAccessor SEEK_LOG = new LogAccessor(LogFactory.getLog(OutagePause.class));

	private static final int MOST_DOUBLINGS = 30;

	private final ListenerContainerPauseService pauses;

	private final LoginIndexerProperties.Retry retry;

	private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

	OutagePause(ListenerContainerPauseService pauses, LoginIndexerProperties properties) {
		this.pauses = pauses;
		this.retry = properties.retry();
	}

	@Override
	public void process(List<ConsumerRecord<Object, Object>> records, Consumer<Object, Object> consumer,
			MessageListenerContainer container, Exception exception, boolean recoverable, EOSMode eosMode) {
		List<ConsumerRecord<?, ?>> batch = List.copyOf(records);
		SeekUtils.doSeeksToBegin(batch, consumer, SEEK_LOG);
		Duration wait = nextWait(container.getListenerId());
		logger.warn("{}; {} records are delivered again in {} ms", reason(exception), records.size(), wait.toMillis());
		this.pauses.pause(container, wait);
	}

	private Duration nextWait(String listener) {
		int doublings = Math.min(this.attempts.merge(listener, 1, Integer::sum) - 1, MOST_DOUBLINGS);
		long bound = Math.min(this.retry.firstBound().toMillis() << doublings, this.retry.lastBound().toMillis());
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
	}

	/**
	 * Called when a batch was committed: the next wait is short again.
	 * @param listener id of its listener
	 */
	void over(String listener) {
		if (this.attempts.remove(listener) != null) {
			logger.info("Batches are committed again");
		}
	}

	private static String reason(Exception exception) {
		Throwable cause = exception;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

}
