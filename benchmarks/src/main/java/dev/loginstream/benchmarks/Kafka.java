package dev.loginstream.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Topics and groups of the broker.
 */
final class Kafka implements AutoCloseable {

	static final int PARTITIONS = 6;

	private final String address;

	private final Admin admin;

	Kafka(String address) {
		this.address = address;
		this.admin = Admin.create(Map.of("bootstrap.servers", address));
	}

	String address() {
		return this.address;
	}

	/** Makes an empty topic, with the settings that the services give to theirs. */
	void createTopic(String topic) throws Exception {
		NewTopic settings = new NewTopic(topic, PARTITIONS, (short) 1)
			.configs(Map.of("message.timestamp.type", "LogAppendTime", "max.message.bytes", String.valueOf(3 << 20)));
		this.admin.createTopics(List.of(settings)).all().get();
	}

	void deleteTopic(String topic) throws Exception {
		ignoring(UnknownTopicOrPartitionException.class, () -> this.admin.deleteTopics(List.of(topic)).all().get());
	}

	/** Lets the group begin anew. */
	void deleteGroup(String group) throws Exception {
		ignoring(GroupIdNotFoundException.class, () -> this.admin.deleteConsumerGroups(List.of(group)).all().get());
	}

	/**
	 * The records that the topic has, where no producer of it is transactional.
	 * @return 0 as long as there is no such topic
	 */
	Work written(String topic) {
		Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.collect(Collectors.toMap(Function.identity(), (partition) -> OffsetSpec.latest()));
		return () -> {
			try {
				Collection<ListOffsetsResultInfo> ends = this.admin.listOffsets(latest).all().get().values();
				return ends.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
					return 0;
				}
				throw ex;
			}
		};
	}

	/** The records that a group has committed, of all that it reads. */
	Work committed(String group) {
		return () -> {
			try {
				Collection<OffsetAndMetadata> offsets = this.admin.listConsumerGroupOffsets(group)
					.partitionsToOffsetAndMetadata()
					.get()
					.values();
				return offsets.stream().mapToLong(OffsetAndMetadata::offset).sum();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof GroupIdNotFoundException) {
					return 0;
				}
				throw ex;
			}
		};
	}

	private static void ignoring(Class<? extends Exception> harmless, Action action) throws Exception {
		try {
			action.run();
		}
		catch (ExecutionException ex) {
			if (!harmless.isInstance(ex.getCause())) {
				throw ex;
			}
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
