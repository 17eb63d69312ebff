package dev.loginstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the two consumer groups have come.
 */
final class Groups implements AutoCloseable {

	private static final Map<String, String> INPUTS = Map.of("login-processor", Load.TOPIC, "login-indexer",
			"processed-user-login");

	private final Admin admin;

	Groups(String bootstrapServers) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 1000,
				"request.timeout.ms", 1000, "reconnect.backoff.max.ms", 100));
	}

	/**
	 * The indexer's progress.
	 * @return sum of its committed offsets; -1 while the broker does not answer
	 */
	long indexed() {
		try {
			return committed("login-indexer").values().stream().mapToLong(OffsetAndMetadata::offset).sum();
		}
		catch (TimeoutException | ExecutionException | KafkaException ex) {
			return -1;
		}
	}

	/**
	 * Counts a group's members.
	 * @param group its id
	 * @return consumers that the broker knows; -1 while it does not answer
	 */
	int members(String group) {
		try {
			return get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group).members().size();
		}
		catch (TimeoutException | ExecutionException | KafkaException ex) {
			return -1;
		}
	}

	/**
	 * What was not consumed yet; an open transaction was not.
	 * @return records by partition, without those that are done
	 * @throws IOException if the broker does not answer
	 */
	Map<TopicPartition, Long> lag() throws IOException {
		try {
			Map<TopicPartition, Long> lag = new HashMap<>();
			for (var input : INPUTS.entrySet()) {
				Map<TopicPartition, OffsetAndMetadata> committed = committed(input.getKey());
				ends(input.getValue()).forEach((partition, end) -> {
					OffsetAndMetadata offset = committed.get(partition);
					lag.put(partition, end - ((offset != null) ? offset.offset() : 0));
				});
			}
			lag.values().removeIf((records) -> records <= 0);
			return lag;
		}
		catch (TimeoutException | ExecutionException | KafkaException ex) {
			throw new IOException("No answer", ex);
		}
	}

	private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws ExecutionException, TimeoutException {
		return get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
	}

	private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, TimeoutException {
		var partitions = get(this.admin.describeTopics(List.of(topic)).allTopicNames()).get(topic)
			.partitions()
			.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(topic, partition.partition()),
					(partition) -> OffsetSpec.latest()));
		return get(this.admin.listOffsets(partitions).all()).entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (end) -> end.getValue().offset()));
	}

	private static <T> T get(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
		try {
			return future.get(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TimeoutException("Interrupted");
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
