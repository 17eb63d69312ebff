package dev.loginstream.endtoend.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that is audited, as its producers and its administrator see it.
 */
final class UserLoginTopic implements AutoCloseable {

	private static final String NAME = "user-login";

	private final Map<String, Object> connection;

	private final Admin admin;

	UserLoginTopic(String bootstrapServers) {
		this.connection = Map.of("bootstrap.servers", bootstrapServers);
		this.admin = Admin.create(this.connection);
	}

	Set<TopicPartition> partitions() throws Exception {
		return this.admin.describeTopics(Set.of(NAME))
			.allTopicNames()
			.get(30, TimeUnit.SECONDS)
			.get(NAME)
			.partitions()
			.stream()
			.map((partition) -> new TopicPartition(NAME, partition.partition()))
			.collect(Collectors.toSet());
	}

	/** Next offsets, by partition. */
	Map<Integer, Long> ends() throws Exception {
		Map<Integer, Long> ends = new TreeMap<>();
		this.admin
			.listOffsets(partitions().stream()
				.collect(Collectors.toMap(Function.identity(), (partition) -> OffsetSpec.latest())))
			.all()
			.get(30, TimeUnit.SECONDS)
			.forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
		return ends;
	}

	/**
	 * Sends logins.
	 * @param count how many
	 * @param epochSeconds when they were
	 * @return where they are
	 */
	List<Coordinate> send(int count, long epochSeconds) throws Exception {
		try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
			return send(producer, count, epochSeconds);
		}
	}

	/** Sends transactions, one of which is committed and the next aborted. */
	List<Coordinate> sendInTransactions(int transactions, int count, long epochSeconds) throws Exception {
		List<Coordinate> committed = new ArrayList<>();
		try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "foreign-producer"))) {
			producer.initTransactions();
			for (int i = 0; i < transactions; i++) {
				producer.beginTransaction();
				List<Coordinate> sent = send(producer, count, epochSeconds);
				if (i % 2 == 0) {
					producer.commitTransaction();
					committed.addAll(sent);
				}
				else {
					producer.abortTransaction();
				}
			}
		}
		return committed;
	}

	private static List<Coordinate> send(KafkaProducer<byte[], byte[]> producer, int count, long epochSeconds)
			throws Exception {
		List<Future<RecordMetadata>> sent = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			// Few keys, so that there is something to compact.
			String user = "audited-" + i % 20;
			String login = """
					{"user_id":"%s","ip":"192.0.2.7","timestamp":%d,"device_type":"iOS"}""".formatted(user,
					epochSeconds);
			sent.add(producer.send(new ProducerRecord<>(NAME, user.getBytes(StandardCharsets.UTF_8),
					login.getBytes(StandardCharsets.UTF_8))));
		}
		producer.flush();
		List<Coordinate> coordinates = new ArrayList<>();
		for (var each : sent) {
			RecordMetadata record = each.get(30, TimeUnit.SECONDS);
			coordinates.add(new Coordinate(record.partition(), record.offset()));
		}
		return coordinates;
	}

	/** How many records there are. */
	long count() throws Exception {
		AtomicLong count = new AtomicLong();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
				this.connection.get("bootstrap.servers"), "isolation.level", "read_committed"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			Collection<TopicPartition> partitions = partitions();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				count.addAndGet(consumer.poll(Duration.ofMillis(200)).count());
			}
		}
		return count.get();
	}

	void deleteBefore(Map<Integer, Long> offsets) throws Exception {
		Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
		offsets.forEach((partition, offset) -> deleted.put(new TopicPartition(NAME, partition),
				RecordsToDelete.beforeOffset(offset)));
		this.admin.deleteRecords(deleted).all().get(30, TimeUnit.SECONDS);
	}

	void configure(Map<String, String> settings) throws Exception {
		this.admin
			.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, NAME), settings.entrySet()
				.stream()
				.map((setting) -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET))
				.toList()))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

	private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(this.connection);
		all.putAll(settings);
		return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
