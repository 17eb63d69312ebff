package dev.loginstream.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * The meter {@code login.consumer.lag}: records of the two topics it reads that the whole
 * group has not committed yet. The brokers are asked, since the consumers' own meters
 * vanish or stand still with a consumer that is dead, hangs or is paused.
 */
@Component
class ConsumerLag implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ConsumerLag.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

	private static final int TIMEOUT_MILLIS = 2000;

	private final KafkaAdmin kafka;

	private final Set<String> topics;

	private volatile double lag = Double.NaN;

	private @Nullable ScheduledExecutorService scheduler;

	private @Nullable Admin admin;

	private @Nullable String problem;

	ConsumerLag(KafkaAdmin kafka, LoginProcessorProperties properties, MeterRegistry registry) {
		this.kafka = kafka;
		this.topics = Set.copyOf(List.of(properties.inputTopic(), properties.redriveTopic()));
		Gauge.builder("login.consumer.lag", this, (lag) -> lag.lag)
			.description("Records of the topics that it reads which the group has not committed yet")
			.register(registry);
	}

	@Override
	public void start() {
		this.scheduler = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("consumer-lag").factory());
		this.scheduler.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			this.lag = ask(admin());
			this.problem = null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			this.lag = Double.NaN;
			String cause = RootCause.of(ex);
			if (!cause.equals(this.problem)) {
				this.problem = cause;
				logger.warn("The group's lag is unknown: {}", cause);
			}
		}
	}

	// Not in the constructor: this resolves the brokers' names, and fails where there are
	// none.
	private Admin admin() {
		if (this.admin == null) {
			Map<String, Object> settings = new HashMap<>(this.kafka.getConfigurationProperties());
			settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
			settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
			this.admin = Admin.create(settings);
		}
		return this.admin;
	}

	private double ask(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
		Set<TopicPartition> partitions = partitions(admin);
		// The ends last, since they move on meanwhile.
		Map<TopicPartition, Long> positions = offsets(admin, partitions, OffsetSpec.earliest());
		answer(admin.listConsumerGroupOffsets(UserLoginListener.ID).partitionsToOffsetAndMetadata())
			.forEach((partition, committed) -> positions.merge(partition, committed.offset(), Math::max));
		return offsets(admin, partitions, OffsetSpec.latest()).entrySet()
			.stream()
			// Of a topic that was deleted and made again, a position may be beyond the
			// end.
			.mapToLong((end) -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
			.sum();
	}

	private Set<TopicPartition> partitions(Admin admin)
			throws ExecutionException, TimeoutException, InterruptedException {
		Set<TopicPartition> partitions = new HashSet<>();
		for (KafkaFuture<TopicDescription> topic : admin.describeTopics(this.topics).topicNameValues().values()) {
			try {
				TopicDescription found = answer(topic);
				found.partitions()
					.forEach((partition) -> partitions.add(new TopicPartition(found.name(), partition.partition())));
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof UnknownTopicOrPartitionException)) {
					throw ex;
				}
			}
		}
		return partitions;
	}

	private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
			throws ExecutionException, TimeoutException, InterruptedException {
		Map<TopicPartition, OffsetSpec> asked = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> which));
		Map<TopicPartition, Long> offsets = new HashMap<>();
		answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
			.forEach((partition, result) -> offsets.put(partition, result.offset()));
		return offsets;
	}

	private static <T> T answer(KafkaFuture<T> future)
			throws ExecutionException, TimeoutException, InterruptedException {
		// The client gives up earlier, and says on what.
		return future.get(2 * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		if (this.scheduler != null) {
			// Interrupts it, so this does not wait for an answer.
			this.scheduler.shutdownNow();
			this.scheduler.close();
			this.scheduler = null;
		}
		if (this.admin != null) {
			this.admin.close(Duration.ZERO);
			this.admin = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
