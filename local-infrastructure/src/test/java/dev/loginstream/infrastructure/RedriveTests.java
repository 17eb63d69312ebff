package dev.loginstream.infrastructure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedriveTests {

	private static final Instant DAY = Instant.parse("2026-01-31T00:00:00Z");

	private static final String SASL = """
			security.protocol=SASL_PLAINTEXT
			sasl.mechanism=PLAIN
			sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="%1$s" password="%1$s";
			""";

	private static final Map<String, Object> ADMIN = Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism",
			"PLAIN", "sasl.jaas.config", jaas("username=\"admin\" password=\"admin\""));

	private static final List<String> TOPICS = List.of("user-login-dlt", "user-login-redrive");

	@TempDir
	private static Path directory;

	private static String bootstrapServer;

	private static Path commandConfig;

	private static JvmProcess broker;

	private static KafkaProducer<byte[], byte[]> producer;

	private static Admin admin;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@BeforeAll
	static void startBroker() throws Exception {
		int port = LocalServers.freePort();
		bootstrapServer = "localhost:" + port;
		broker = LocalServers.kafka(directory, port, "log.retention.ms=-1",
				"listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
				"sasl.enabled.mechanisms=PLAIN", "sasl.mechanism.inter.broker.protocol=PLAIN",
				"listener.name.broker.plain.sasl.jaas.config=" + jaas(
						"username=\"admin\" password=\"admin\" user_admin=\"admin\" user_login-redrive=\"login-redrive\" "
								+ "user_stranger=\"stranger\""),
				"authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
				"super.users=User:admin;User:ANONYMOUS")
			.shortLived()
			.start();
		broker.awaitReady(Duration.ofSeconds(60));
		admin = Admin.create(connection(Map.of()));
		producer = new KafkaProducer<>(connection(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
		commandConfig = Files.writeString(directory.resolve("client.properties"), SASL.formatted("login-redrive"));
		// Those in docs/security.md, and no more.
		admin.createAcls(List.of(right(ResourceType.TOPIC, "user-login-dlt", AclOperation.READ),
				right(ResourceType.TOPIC, "user-login-redrive", AclOperation.READ),
				right(ResourceType.TOPIC, "user-login-redrive", AclOperation.WRITE),
				right(ResourceType.TRANSACTIONAL_ID, "login-redrive", AclOperation.WRITE)))
			.all()
			.get();
	}

	private static AclBinding right(ResourceType type, String name, AclOperation operation) {
		return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL),
				new AccessControlEntry("User:login-redrive", "*", operation, AclPermissionType.ALLOW));
	}

	private static String jaas(String options) {
		return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
	}

	private static Map<String, Object> connection(Map<String, Object> more) {
		Map<String, Object> connection = new HashMap<>(ADMIN);
		connection.put("bootstrap.servers", bootstrapServer);
		connection.putAll(more);
		return connection;
	}

	@AfterAll
	static void stopBroker() {
		producer.close();
		admin.close();
		broker.close();
	}

	@BeforeEach
	void makeTopics() throws Exception {
		admin.deleteTopics(admin.listTopics().names().get().stream().filter(TOPICS::contains).toList()).all().get();
		Awaitility.await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> {
			for (String topic : TOPICS) {
				if (!admin.listTopics().names().get().contains(topic)) {
					admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
				}
			}
			return true;
		});
	}

	@Test
	void lettersOfAReasonAreRedrivenOnceUnderTheirFirstCoordinates() {
		send(List.of(letter(1, 0, "not_json", 42), letter(0, 0, "missing_user_id", 43)));

		assertThat(redrive("--reason", "not_json")).isZero();

		assertThat(copies()).singleElement().satisfies((copy) -> {
			assertThat(copy.key()).isEqualTo(text("key-42"));
			assertThat(copy.value()).isEqualTo(text("value-42"));
			assertThat(copy.headers()).extracting(Header::key)
				.containsExactlyInAnyOrder("trace", "kafka_dlt-original-topic", "kafka_dlt-original-partition",
						"kafka_dlt-original-offset", "kafka_dlt-original-timestamp", "rejection-reason",
						"rejection-detail", "rejecting-service", "redriven-by", "source-partition", "source-offset",
						"source-timestamp", "dead-letter-partition", "dead-letter-offset", "dead-letter-timestamp");
			assertThat(header(copy, "redriven-by")).isEqualTo(text("redrive"));
			assertThat(header(copy, "source-partition")).isEqualTo(bytes(3));
			assertThat(header(copy, "source-offset")).isEqualTo(bytes(42L));
			assertThat(header(copy, "source-timestamp")).isEqualTo(bytes(7L));
			assertThat(header(copy, "dead-letter-partition")).isEqualTo(bytes(1));
			assertThat(header(copy, "dead-letter-offset")).isEqualTo(bytes(0L));
			assertThat(header(copy, "dead-letter-timestamp")).isEqualTo(bytes(DAY.toEpochMilli()));
		});
		assertThat(lines(this.out)).contains("read 2", "selected 1", "redriven 1 not_json: 1", "redriven before 0",
				"not redrivable 0");

		assertThat(redrive("--reason", "not_json,missing_user_id")).isZero();

		assertThat(copies()).extracting((copy) -> ByteBuffer.wrap(header(copy, "source-offset")).getLong())
			.containsExactlyInAnyOrder(42L, 43L);
		assertThat(lines(this.out)).contains("selected 2", "redriven 1 missing_user_id: 1",
				"redriven before 1 not_json: 1");
	}

	@Test
	void lettersAreSelectedByTimeAndByCoordinates() {
		send(IntStream.range(0, 10).mapToObj((i) -> letter(i % 2, i, "not_json", i)).toList());

		assertThat(redrive("--reason", "not_json", "--from", DAY.plusSeconds(3).toString(), "--to",
				DAY.plusSeconds(6).toString()))
			.isZero();
		assertThat(sources()).containsExactlyInAnyOrder(3L, 4L, 5L);

		assertThat(redrive("--at", "3@0,3@4-7,2@8", "--to", DAY.plusSeconds(7).toString())).isZero();
		assertThat(sources()).containsExactlyInAnyOrder(0L, 3L, 4L, 5L, 6L);

		assertThat(redrive("--at", "3@0-9", "--reason", "too_large")).isZero();
		assertThat(redrive("--at", "3@0-9", "--from", DAY.plusSeconds(10).toString())).isZero();
		assertThat(sources()).hasSize(5);
	}

	@Test
	void dryRunSaysWhatItWouldDoAndSendsNothing() {
		send(List.of(letter(0, 0, "not_json", 1), letter(1, 0, "not_json", 2)));

		assertThat(redrive("--reason", "not_json", "--dry-run")).isZero();

		assertThat(lines(this.out)).contains("to be redriven 2 not_json: 2");
		assertThat(ends("user-login-redrive")).containsOnly(0L);
	}

	@Test
	void whatCannotBeRedrivenIsCountedByItsReason() {
		ProducerRecord<byte[], byte[]> left = new ProducerRecord<>("user-login-dlt", 0, null, null, null,
				letter(0, 0, "too_large", 1).headers());
		ProducerRecord<byte[], byte[]> empty = new ProducerRecord<>("user-login-dlt", 0, null, null, null,
				letter(0, 0, "null_value", 2).headers());
		ProducerRecord<byte[], byte[]> other = letter(0, 0, "not_json", 3);
		other.headers().add("kafka_dlt-original-topic", text("user-login-redrive"));
		ProducerRecord<byte[], byte[]> unindexable = letter(0, 0, "unindexable", 4);
		unindexable.headers().add("rejecting-service", text("login-indexer"));
		ProducerRecord<byte[], byte[]> indexers = letter(0, 0, "unindexable", 5);
		indexers.headers()
			.add("rejecting-service", text("login-indexer"))
			.add("source-partition", bytes(3))
			.add("source-offset", bytes(5L))
			.add("source-timestamp", bytes(7L));
		ProducerRecord<byte[], byte[]> foreign = new ProducerRecord<>("user-login-dlt", 0, null, text("not_json"));
		ProducerRecord<byte[], byte[]> service = letter(0, 0, "not_json", 6);
		service.headers().add("rejecting-service", text("another"));
		send(List.of(left, empty, other, unindexable, indexers, foreign, service));

		assertThat(redrive("--reason", "too_large,not_json,unindexable,null_value")).isZero();

		assertThat(sources()).containsExactlyInAnyOrder(2L, 5L);
		assertThat(lines(this.out)).contains("read 7", "not written by our services 2", "selected 5",
				"redriven 2 null_value: 1; unindexable: 1",
				"not redrivable 3 of no record in user-login: 2; too_large, left in user-login: 1");
	}

	@Test
	void letterRejectedAgainTellsOfBoth() {
		ProducerRecord<byte[], byte[]> again = letter(0, 0, "not_json", 1);
		again.headers()
			.add("redriven-by", text("redrive"))
			.add("dead-letter-partition", bytes(1))
			.add("dead-letter-offset", bytes(77L))
			.add("dead-letter-timestamp", bytes(8L));
		send(List.of(again));

		assertThat(redrive("--at", "3@1")).isZero();

		assertThat(copies()).singleElement().satisfies((copy) -> {
			assertThat(copy.headers().headers("dead-letter-offset")).extracting(Header::value)
				.containsExactly(bytes(77L), bytes(0L));
			assertThat(copy.headers().headers("redriven-by")).hasSize(1);
		});
	}

	@Test
	void killedRunIsRepeatedAndEachLetterIsRedrivenOnce() throws Exception {
		int letters = 20_000;
		send(IntStream.range(0, letters).mapToObj((i) -> letter(i % 2, 0, "not_json", i)).toList());
		Process killed = new ProcessBuilder(JvmProcess.java(), "-cp", System.getProperty("java.class.path"),
				"--enable-native-access=ALL-UNNAMED", "-Dlog.level=off", "dev.loginstream.infrastructure.Run",
				"redrive", "--reason", "not_json", "--bootstrap-server", bootstrapServer, "--command-config",
				commandConfig.toString())
			.redirectErrorStream(true)
			.start();
		try (var reader = killed.inputReader()) {
			assertThat(reader.readLine()).contains("redriven");
		}
		finally {
			killed.destroyForcibly().waitFor();
		}

		assertThat(redrive("--reason", "not_json")).isZero();

		assertThat(sources()).hasSize(letters).doesNotHaveDuplicates();
		assertThat(lines(this.out)).contains("selected 20,000")
			.noneMatch((line) -> line.startsWith("redriven before 0") || line.startsWith("redriven 0"));
	}

	@Test
	void runEndsWhatAnotherHasOpenAndKeepsItFromGoingOn() {
		send(List.of(letter(0, 0, "not_json", 1), letter(1, 0, "not_json", 2)));
		try (var other = new KafkaProducer<>(connection(Map.of("transactional.id", "login-redrive")),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			other.initTransactions();
			other.beginTransaction();
			other.send(new ProducerRecord<>("user-login-redrive", text("open")));
			other.flush();

			assertThat(redrive("--reason", "not_json")).isZero();

			assertThatExceptionOfType(KafkaException.class).isThrownBy(other::commitTransaction);
		}
		assertThat(sources()).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void copyBehindAnOpenTransactionOfOthersIsNotOverlooked() throws Exception {
		send(List.of(letter(0, 0, "not_json", 1), letter(1, 0, "not_json", 2)));
		assertThat(redrive("--at", "3@1")).isZero();
		try (var other = new KafkaProducer<>(connection(Map.of("transactional.id", "repair")),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			other.initTransactions();
			other.beginTransaction();
			other.send(new ProducerRecord<>("user-login-redrive", 0, null, text("open")));
			other.send(new ProducerRecord<>("user-login-redrive", 1, null, text("open")));
			other.flush();
			Thread run = Thread.ofPlatform().start(() -> redrive("--reason", "not_json"));
			assertThat(run.join(Duration.ofSeconds(3))).isFalse();

			other.abortTransaction();
			assertThat(run.join(Duration.ofSeconds(30))).isTrue();
		}
		assertThat(sources()).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void missingTopicIsNamed() throws Exception {
		admin.deleteTopics(List.of("user-login-redrive")).all().get();

		assertThat(redrive("--reason", "not_json")).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEqualTo(
				"redrive: There is no topic user-login-redrive; the processor makes it when it starts%n".formatted());
	}

	@Test
	void missingRightIsNamed() throws Exception {
		Path file = Files.writeString(directory.resolve("stranger.properties"), SASL.formatted("stranger"));

		assertThat(
				run("--reason", "not_json", "--bootstrap-server", bootstrapServer, "--command-config", file.toString()))
			.isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8))
			.isEqualTo("redrive: There is no right to see topic user-login-dlt%n".formatted());
	}

	@Test
	void brokerThatDoesNotAnswerIsNamed() {
		String nobody = "localhost:" + LocalServers.freePort();

		assertThat(run("--reason", "not_json", "--bootstrap-server", nobody)).isEqualTo(1);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("redrive: No answer from Kafka at " + nobody);
	}

	@Test
	void wrongOptionsAndSettingsAreOfTheCaller() {
		assertThat(run("--reason", "bad")).isEqualTo(2);
		assertThat(run("--at", "0@1", "--bootstrap-server", "localhost")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).startsWith("redrive: "));
		assertThat(run("--help")).isZero();
	}

	private int redrive(String... args) {
		return run(
				Stream
					.concat(Stream.of(args),
							Stream.of("--bootstrap-server", bootstrapServer, "--command-config",
									commandConfig.toString()))
					.toArray(String[]::new));
	}

	private int run(String... args) {
		this.out.reset();
		return Redrive.run(args, new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private static List<String> lines(ByteArrayOutputStream out) {
		return out.toString(StandardCharsets.UTF_8).lines().map((line) -> line.strip().replaceAll(" +", " ")).toList();
	}

	private static void send(List<ProducerRecord<byte[], byte[]>> letters) {
		letters.forEach(producer::send);
		producer.flush();
	}

	private static ProducerRecord<byte[], byte[]> letter(int partition, int second, String reason, long offset) {
		var letter = new ProducerRecord<>("user-login-dlt", partition, DAY.plusSeconds(second).toEpochMilli(),
				text("key-" + offset), text("value-" + offset));
		letter.headers()
			.add("trace", text("1"))
			.add("kafka_dlt-original-topic", text("user-login"))
			.add("kafka_dlt-original-partition", bytes(3))
			.add("kafka_dlt-original-offset", bytes(offset))
			.add("kafka_dlt-original-timestamp", bytes(7L))
			.add("rejection-reason", text(reason))
			.add("rejection-detail", text("Expected"))
			.add("rejecting-service", text("login-processor"));
		return letter;
	}

	private static List<Long> sources() {
		return copies().stream().map((copy) -> ByteBuffer.wrap(header(copy, "source-offset")).getLong()).toList();
	}

	private static List<ConsumerRecord<byte[], byte[]>> copies() {
		try (var consumer = new KafkaConsumer<>(connection(Map.of("isolation.level", "read_committed")),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = List.of(new TopicPartition("user-login-redrive", 0),
					new TopicPartition("user-login-redrive", 1));
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
			while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				consumer.poll(Duration.ofMillis(100)).forEach(copies::add);
			}
			return copies;
		}
	}

	private static List<Long> ends(String topic) {
		try (var consumer = new KafkaConsumer<>(connection(Map.of()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			return List.copyOf(
					consumer.endOffsets(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1))).values());
		}
	}

	private static byte[] header(ConsumerRecord<?, ?> record, String name) {
		return record.headers().lastHeader(name).value();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

}
