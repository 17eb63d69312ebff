package dev.loginstream.infrastructure;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far consumer groups are behind the committed records.
 */
final class GroupLag implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 1000;

	private final Admin admin;

	GroupLag(String bootstrapServers) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms",
				String.valueOf(TIMEOUT_MILLIS), "request.timeout.ms", String.valueOf(TIMEOUT_MILLIS)));
	}

	/**
	 * Sums up over the partitions that the group has committed an offset for.
	 * @param group its id
	 * @return a number of records, or {@code ?} while the broker does not answer
	 */
	String of(String group) {
		try {
			Map<TopicPartition, OffsetAndMetadata> committed = this.admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
			var ends = this.admin
				.listOffsets(
						committed.keySet()
							.stream()
							.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest())),
						new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
				.all()
				.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
			long lag = ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum()
					- committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
			return "%,d".formatted(Math.max(0, lag));
		}
		catch (ExecutionException | TimeoutException ex) {
			return "?";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "?";
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
