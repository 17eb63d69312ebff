package dev.loginstream.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What producers send is in keys, values, their own headers and the documents of logins,
 * and nowhere else that the services write to, also while servers fail; and raw addresses
 * do not pass the processor.
 */
@ExtendWith(Lab.Shared.class)
class PrivacyTests {

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final Output output = new Output();

	private final List<ConsumerRecord<byte[], byte[]>> generated = new ArrayList<>();

	private final List<ConsumerRecord<byte[], byte[]>> processed = new ArrayList<>();

	private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

	private final List<String> documents = new ArrayList<>();

	private Canaries canaries;

	@Test
	void whatProducersSendIsPutOutNowhere(Lab lab) throws Exception {
		this.canaries = new Canaries(lab.report().seed());

		run(lab);

		LeakSearch secrets = new LeakSearch(
				Stream.concat(this.canaries.secrets().stream(), secretsOfTheGenerator().stream()).toList());
		assertThat(this.output.leaks(secrets)).isEmpty();
		LeakSearch addresses = new LeakSearch(this.canaries.hidden());
		assertThat(this.processed).flatExtracting((record) -> addresses.in(record.value())).isEmpty();
		assertThat(this.documents).flatExtracting(addresses::in).isEmpty();
		assertThat(letters(RejectionReason.UNINDEXABLE)).flatExtracting((letter) -> addresses.in(letter.value()))
			.isEmpty();
		verifyThatTheyAreWhereTheyBelong(secrets);
	}

	@Test
	void recordThatIsLoggedIsFound(Lab lab) throws Exception {
		this.canaries = new Canaries(lab.report().seed() + 1);
		Running leaking = lab.deployment()
			.deploy(Instance.processor(8).startedBy(ProcessorLoggingRecords.class))
			.getFirst();
		try (KafkaProducer<byte[], byte[]> producer = producer(lab.deployment().bootstrapServers())) {
			producer.send(this.canaries.logins().getFirst());
		}
		awaitLog(leaking, this.canaries.token("header's name"));
		this.output.addLog(leaking);

		assertThat(this.output.leaks(new LeakSearch(this.canaries.secrets()))).asString()
			.contains("log of p8: header's name as text", "log of p8: header's value as list of bytes");
	}

	// Or the search would be worth nothing.
	private void verifyThatTheyAreWhereTheyBelong(LeakSearch secrets) {
		assertThat(this.documents).hasSize(2 * this.canaries.logins().size())
			.allSatisfy((document) -> assertThat(secrets.in(document)).asString()
				.contains("user_id as text", "device_id as text", "unknown field's value as text",
						"address in an unknown field as text"));
		assertThat(this.output.of("headers in user-login-dlt")).contains("left where it is", "OpenSearch refused");
		for (RejectionReason reason : RejectionReason.values()) {
			int foreign = (reason == RejectionReason.UNINDEXABLE) ? this.canaries.foreign().size() : 0;
			assertThat(letters(reason).size()).as(reason.code())
				.isEqualTo(2 * (this.canaries.rejected(reason).size() + foreign));
			assertThat(letters(reason)).filteredOn((letter) -> letter.value() != null)
				.allSatisfy((letter) -> assertThat(secrets.in(letter.value())).isNotEmpty());
		}
	}

	private void run(Lab lab) throws Exception {
		// Of these names, so that their logs have nothing of other tests.
		Instance processor = verbose(Instance.processor(7));
		Instance indexer = verbose(Instance.indexer(7));
		lab.deployment().deploy(processor, indexer);
		Instant start = Instant.now();
		List<Running> services;
		try (Topics topics = new Topics(lab.deployment().bootstrapServers());
				Groups groups = new Groups(lab.deployment().bootstrapServers())) {
			services = lab.deployment()
				.deploy(processor, indexer, verbose(Instance.generator()).with("login.generator.rate", 50)
					.with("login.generator.bad-share", 0.1));
			sendDuringOutages(lab, services);
			this.output.addPages(services.get(2));
			lab.deployment().deploy(processor, indexer);
			Awaitility.await()
				.atMost(LONGEST)
				.pollInterval(Duration.ofMillis(200))
				.ignoreExceptions()
				.until(groups::lag, Map::isEmpty);
			topics.forEach(this::sort);
			readIndex(lab.deployment().index(), start);
		}
		for (Running service : services.subList(0, 2)) {
			this.output.addPages(service);
		}
		for (Running service : services) {
			this.output.addLog(service);
		}
	}

	/** At DEBUG, some libraries print what they read. So only our own packages. */
	private static Instance verbose(Instance instance) {
		return instance.with("logging.level.dev.loginstream", "debug");
	}

	private void sendDuringOutages(Lab lab, List<Running> services) throws Exception {
		try (KafkaProducer<byte[], byte[]> producer = producer(lab.deployment().bootstrapServers())) {
			List<Future<RecordMetadata>> sent = new ArrayList<>();
			lab.openSearch().kill();
			send(producer, sent);
			awaitLog(services.get(1), "are delivered again");
			addPages(services);
			// Inside a transaction, as likely as not.
			send(producer, sent);
			lab.kafka().kill();
			for (Running service : services.subList(0, 2)) {
				awaitLog(service, "The group's lag is unknown");
			}
			addPages(services);
			lab.kafka().start();
			lab.openSearch().start();
			lab.kafka().awaitReady(Deployment.LONGEST_START);
			lab.openSearch().awaitReady(Deployment.LONGEST_START);
			for (Future<RecordMetadata> each : sent) {
				each.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
			}
		}
	}

	private void send(KafkaProducer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent) {
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(this.canaries.logins());
		for (RejectionReason reason : RejectionReason.values()) {
			records.addAll(this.canaries.rejected(reason));
		}
		records.add(this.canaries.tooLargeToSendOn());
		records.addAll(this.canaries.foreign());
		records.add(this.canaries.foreignDeadLetter());
		records.forEach((record) -> sent.add(producer.send(record)));
	}

	private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
		// One may have more than a topic takes, before it is compressed.
		return new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "max.request.size", 8 << 20,
						"delivery.timeout.ms", Integer.MAX_VALUE, "reconnect.backoff.max.ms", 200),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	private static void awaitLog(Running service, String line) {
		Awaitility.await()
			.atMost(LONGEST)
			.until(() -> Files.readString(service.process().log()), (log) -> log.contains(line));
	}

	private void addPages(List<Running> services) throws Exception {
		for (Running service : services) {
			this.output.addPages(service);
		}
	}

	private void sort(ConsumerRecord<byte[], byte[]> record) {
		switch (record.topic()) {
			case "processed-user-login" -> this.processed.add(record);
			case "user-login-dlt" -> this.deadLetters.add(record);
			default -> {
				if (isOfGenerator(record)) {
					this.generated.add(record);
				}
				return;
			}
		}
		record.headers().forEach((header) -> {
			if (!this.canaries.brought(header.key(), header.value())) {
				this.output.add(record.topic(), header);
			}
		});
	}

	private void readIndex(Index index, Instant start) throws Exception {
		Map<String, String> rejected = new HashMap<>();
		Awaitility.await().atMost(LONGEST).until(() -> {
			index.forEachRejected(start, (id, source) -> rejected.put(id, id + source));
			return rejected.size();
		}, (documents) -> documents == this.deadLetters.size());
		rejected.values().forEach((document) -> this.output.add("rejected-user-login-index", document));
		index.forEach(this.canaries.token("user_id"), (id, source) -> this.documents.add(source.toString()));
	}

	private List<ConsumerRecord<byte[], byte[]>> letters(RejectionReason reason) {
		return this.deadLetters.stream()
			.filter((letter) -> !isOfGenerator(letter))
			.filter((letter) -> reason.code()
				.equals(new String(letter.headers().lastHeader(LoginHeaders.REJECTION_REASON).value(),
						StandardCharsets.UTF_8)))
			.toList();
	}

	private boolean isOfGenerator(ConsumerRecord<byte[], byte[]> record) {
		return record.headers().lastHeader(this.canaries.token("header's name")) == null;
	}

	private Collection<Secret> secretsOfTheGenerator() {
		List<Secret> secrets = this.generated.stream().flatMap((record) -> fields(record.value())).limit(60).toList();
		assertThat(secrets).hasSize(60);
		return secrets;
	}

	private static Stream<Secret> fields(byte[] login) {
		try {
			JsonNode json = JsonMapper.shared().readTree(login);
			return json.has("device_id") ? Stream.of(Secret.of("generated user_id", json.path("user_id").asString()),
					Secret.of("generated device_id", json.path("device_id").asString()),
					Secret.whole("generated address", json.path("ip").asString())) : Stream.empty();
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// One of those that are to be rejected.
			return Stream.empty();
		}
	}

}
