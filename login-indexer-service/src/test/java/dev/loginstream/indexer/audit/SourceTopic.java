package dev.loginstream.indexer.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/**
 * Stands for producers and for the processor, which decides each record as a test says.
 */
final class SourceTopic implements AutoCloseable {

	static final byte[] VALUE = "{\"user_id\":\"u-1\",\"timestamp\":1720576825}".getBytes(StandardCharsets.UTF_8);

	private static final byte[] PROCESSED = "{\"user_id\":\"u-1\",\"timestamp\":\"2024-07-10T02:00:25Z\"}"
		.getBytes(StandardCharsets.UTF_8);

	private static final String NAME = "user-login";

	private final Map<String, Object> connection;

	private final Admin admin;

	private final KafkaProducer<byte[], byte[]> producer;

	private SourceTopic(Map<String, Object> connection) {
		this.connection = connection;
		this.admin = Admin.create(connection);
		this.producer = new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer());
	}

	static SourceTopic on(EmbeddedKafkaBroker broker) throws Exception {
		SourceTopic topic = new SourceTopic(Map.of("bootstrap.servers", broker.getBrokersAsString()));
		for (NewTopic each : Set.of(new NewTopic(NAME, 8, (short) 1),
				new NewTopic("user-login-redrive", 2, (short) 1))) {
			try {
				topic.admin.createTopics(Set.of(each)).all().get(30, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof TopicExistsException)) {
					throw ex;
				}
			}
		}
		return topic;
	}

	List<RecordMetadata> send(int partition, int count) throws Exception {
		return send(this.producer, partition, count);
	}

	private static List<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, int partition, int count)
			throws Exception {
		List<Future<RecordMetadata>> sent = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sent.add(producer.send(new ProducerRecord<>(NAME, partition, null, VALUE)));
		}
		producer.flush();
		List<RecordMetadata> records = new ArrayList<>();
		for (Future<RecordMetadata> each : sent) {
			records.add(each.get(30, TimeUnit.SECONDS));
		}
		return records;
	}

	/** Sends transactions, every third of which is aborted. */
	List<RecordMetadata> sendInTransactions(int partition, int transactions, int count) throws Exception {
		List<RecordMetadata> committed = new ArrayList<>();
		Map<String, Object> settings = Map.of("bootstrap.servers", this.connection.get("bootstrap.servers"),
				"transactional.id", "foreign");
		try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			foreign.initTransactions();
			for (int i = 0; i < transactions; i++) {
				foreign.beginTransaction();
				List<RecordMetadata> records = send(foreign, partition, count);
				if (i % 3 == 0) {
					foreign.abortTransaction();
				}
				else {
					foreign.commitTransaction();
					committed.addAll(records);
				}
			}
		}
		return committed;
	}

	void process(List<RecordMetadata> records) {
		for (RecordMetadata record : records) {
			this.producer.send(new ProducerRecord<byte[], byte[]>("processed-user-login", null, null, PROCESSED,
					sourceHeaders(record.partition(), record.offset(), record.timestamp())));
		}
		this.producer.flush();
	}

	void processCopies(List<ConsumerRecord<byte[], byte[]>> copies) {
		copies.forEach((copy) -> this.producer
			.send(new ProducerRecord<byte[], byte[]>("processed-user-login", null, null, PROCESSED, copy.headers())));
		this.producer.flush();
	}

	void reject(List<RecordMetadata> records) {
		for (RecordMetadata record : records) {
			Headers headers = new RecordHeaders().add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(NAME))
				.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(record.partition()))
				.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(record.offset()))
				.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(record.timestamp()))
				.add(LoginHeaders.REJECTION_REASON, bytes("not_json"))
				.add(LoginHeaders.REJECTION_DETAIL, bytes("Expected JSON"))
				.add(LoginHeaders.REJECTING_SERVICE, bytes("login-processor"));
			this.producer.send(new ProducerRecord<byte[], byte[]>("user-login-dlt", null, null, VALUE, headers));
		}
		this.producer.flush();
	}

	/** Commits as the processor, which does so together with what it sends. */
	void commit(int partition, long offset) throws Exception {
		this.admin
			.alterConsumerGroupOffsets("login-processor",
					Map.of(new TopicPartition(NAME, partition), new OffsetAndMetadata(offset)))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

	long end(int partition) throws Exception {
		TopicPartition source = new TopicPartition(NAME, partition);
		return this.admin.listOffsets(Map.of(source, OffsetSpec.latest()))
			.all()
			.get(30, TimeUnit.SECONDS)
			.get(source)
			.offset();
	}

	void deleteBefore(int partition, long offset) throws Exception {
		this.admin.deleteRecords(Map.of(new TopicPartition(NAME, partition), RecordsToDelete.beforeOffset(offset)))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

	/** Copies that are to be processed again. */
	List<ConsumerRecord<byte[], byte[]>> redriven(int sourcePartition) {
		List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(this.connection, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = List.of(new TopicPartition("user-login-redrive", 0),
					new TopicPartition("user-login-redrive", 1));
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			new BoundedRead(consumer, Duration.ofSeconds(30)).to(consumer.endOffsets(partitions), (copy) -> {
				byte[] partition = copy.headers().lastHeader(LoginHeaders.SOURCE_PARTITION).value();
				if (ByteBuffer.wrap(partition).getInt() == sourcePartition) {
					copies.add(copy);
				}
			});
		}
		return copies;
	}

	static String id(RecordMetadata record) {
		return record.partition() + "-" + record.offset() + "-" + record.timestamp();
	}

	private static Headers sourceHeaders(int partition, long offset, long timestamp) {
		return new RecordHeaders().add(LoginHeaders.SOURCE_PARTITION, bytes(partition))
			.add(LoginHeaders.SOURCE_OFFSET, bytes(offset))
			.add(LoginHeaders.SOURCE_TIMESTAMP, bytes(timestamp));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	@Override
	public void close() {
		this.producer.close();
		this.admin.close();
	}

}
