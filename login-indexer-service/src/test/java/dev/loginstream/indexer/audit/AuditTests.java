package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.indexer.IndexerTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** Each test has a partition of its own. */
@IndexerTest
class AuditTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private RestClient openSearch;

	@Autowired
	private ReconciliationEndpoint endpoint;

	@Autowired
	private PartitionStates stored;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private KafkaListenerEndpointRegistry listeners;

	private SourceTopic source;

	private IndexedCopies index;

	@BeforeEach
	void connect() throws Exception {
		this.source = SourceTopic.on(this.broker);
		this.index = new IndexedCopies(this.openSearch);
	}

	@AfterEach
	void disconnect() {
		this.source.close();
	}

	@Test
	void everyRecordIsALoginOrADeadLetter() throws Exception {
		List<RecordMetadata> records = this.source.send(0, 2500);
		this.source.process(records.subList(0, 2490));
		this.source.reject(records.subList(2490, 2500));
		this.source.commit(0, 2500);

		ReconciliationReport.Partition partition = awaitVerified(0, 2500);

		assertThat(partition.logins()).isEqualTo(2490);
		assertThat(partition.rejected()).isEqualTo(10);
		assertThat(missing(0)).isEmpty();
		assertThat(this.meters.get("login.audit.verified.offset").tag("partition", "0").gauge().value())
			.isEqualTo(2500);
		Awaitility.await().atMost(TIMEOUT).until(() -> age() < 60);
	}

	@Test
	void lossAndDuplicateDoNotCancelOut() throws Exception {
		List<RecordMetadata> records = this.source.send(1, 1000);
		this.source.process(records.subList(0, 500));
		this.source.process(records.subList(501, 1000));
		this.index.await(records.get(999));
		String index = this.index.copy(records.get(700), "1-0-wrong");
		this.source.commit(1, 1000);

		awaitVerified(1, 1000);

		assertThat(missing(1)).containsExactly(new ReconciliationReport.MissingRange(1, 500, 500, true));
		assertThat(this.endpoint.report().duplicate().offsets()).filteredOn((each) -> each.partition() == 1)
			.singleElement()
			.satisfies((each) -> {
				assertThat(each.offset()).isEqualTo(700);
				assertThat(each.documents()).extracting(ReconciliationReport.Document::id)
					.containsExactlyInAnyOrder("1-0-wrong", SourceTopic.id(records.get(700)));
			});
		assertThat(this.meters.get("login.audit.missing").gauge().value()).isPositive();

		this.source.process(records.subList(500, 501));
		this.index.delete(index, "1-0-wrong");

		Awaitility.await().atMost(TIMEOUT).until(() -> missing(1).isEmpty() && duplicates(1).isEmpty());
	}

	@Test
	void offsetsOfTransactionsAreNoLoss() throws Exception {
		List<RecordMetadata> records = this.source.sendInTransactions(2, 20, 50);
		this.source.process(records);
		long end = this.source.end(2);
		this.source.commit(2, end);

		ReconciliationReport.Partition partition = awaitVerified(2, end);

		assertThat(partition.logins()).isEqualTo(records.size());
		assertThat(partition.absent()).isEqualTo(end - records.size()).isGreaterThan(20);
		assertThat(missing(2)).isEmpty();
	}

	@Test
	void deletedHeadIsNoLossAndAKnownLossIsNotForgotten() throws Exception {
		List<RecordMetadata> records = this.source.send(3, 300);
		this.source.process(records.subList(0, 100));
		this.source.process(records.subList(101, 200));
		this.source.commit(3, 200);
		awaitVerified(3, 200);
		assertThat(missing(3)).containsExactly(new ReconciliationReport.MissingRange(3, 100, 100, true));

		this.source.deleteBefore(3, 250);
		this.source.process(records.subList(250, 300));
		this.source.commit(3, 300);

		assertThat(awaitVerified(3, 300).absent()).isEqualTo(50);
		assertThat(missing(3)).containsExactly(new ReconciliationReport.MissingRange(3, 100, 100, false));
	}

	@Test
	void deadLetterWithoutDocumentIsNotMissing() throws Exception {
		List<RecordMetadata> records = this.source.send(4, 100);
		this.source.process(records.subList(0, 90));
		this.source.reject(records.subList(90, 100));
		this.source.commit(4, 100);
		awaitVerified(4, 100);

		JsonNode rejection = this.index.awaitRejection(records.get(95));
		this.index.delete(List.of(records.get(50), records.get(95)));
		this.endpoint.begin(ReconciliationEndpoint.Action.AGAIN);

		// That of a login shows that the audit has come by.
		Awaitility.await().atMost(TIMEOUT).until(() -> !missing(4).isEmpty());
		assertThat(missing(4)).containsExactly(new ReconciliationReport.MissingRange(4, 50, 50, true));
		assertThat(awaitVerified(4, 100).rejected()).isEqualTo(10);
		// Other tests count on it that each dead letter has its document.
		this.index.restore(rejection);
	}

	@Test
	void whatIsDeletedIsFoundByAnotherAuditAndRepaired() throws Exception {
		List<RecordMetadata> records = this.source.send(5, 3500);
		this.source.process(records);
		this.source.commit(5, 3500);
		awaitVerified(5, 3500);

		List<RecordMetadata> deleted = new ArrayList<>(records.subList(1000, 2000));
		deleted.add(records.get(3333));
		this.index.delete(deleted);
		this.endpoint.begin(ReconciliationEndpoint.Action.AGAIN);

		Awaitility.await()
			.atMost(TIMEOUT)
			.untilAsserted(() -> assertThat(missing(5)).containsExactly(
					new ReconciliationReport.MissingRange(5, 1000, 1999, true),
					new ReconciliationReport.MissingRange(5, 3333, 3333, true)));
		this.endpoint.begin(ReconciliationEndpoint.Action.REPAIR);
		Awaitility.await().atMost(TIMEOUT).until(() -> this.endpoint.report().repair().state() == Repair.State.DONE);
		List<ConsumerRecord<byte[], byte[]>> copies = this.source.redriven(5);
		assertThat(copies).hasSize(1001).allSatisfy((copy) -> {
			assertThat(copy.headers().lastHeader(LoginHeaders.REDRIVEN_BY).value()).asString().isEqualTo("repair");
			assertThat(copy.value()).isEqualTo(SourceTopic.VALUE);
		});

		this.source.processCopies(copies);

		Awaitility.await().atMost(TIMEOUT).until(() -> missing(5).isEmpty());
		assertThat(duplicates(5)).isEmpty();
	}

	@Test
	void progressSurvivesARestart() throws Exception {
		this.source.process(this.source.send(6, 10));
		this.source.commit(6, 10);
		awaitVerified(6, 10);

		Map<Integer, PartitionState> states = this.stored.load();

		assertThat(states.get(6).verified()).isEqualTo(10);
		assertThat(states.get(6).logins()).isEqualTo(10);
	}

	@Test
	void nothingIsVerifiedBeforeItIsIndexed() throws Exception {
		MessageListenerContainer indexer = this.listeners.getListenerContainer("login-indexer");
		Awaitility.await().atMost(TIMEOUT).until(() -> age() < 10);
		indexer.stop();
		this.source.process(this.source.send(7, 10));
		this.source.commit(7, 10);

		// It looks for more than settling takes.
		Awaitility.await().atMost(TIMEOUT).until(() -> age() > 6);
		assertThat(partition(7).verified()).isZero();

		indexer.start();
		assertThat(awaitVerified(7, 10).logins()).isEqualTo(10);
		assertThat(missing(7)).isEmpty();
	}

	private double age() {
		return this.meters.get("login.audit.age").gauge().value();
	}

	private ReconciliationReport.Partition awaitVerified(int partition, long offset) {
		return Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> partition(partition), (found) -> found != null && found.verified() == offset);
	}

	private ReconciliationReport.Partition partition(int partition) throws Exception {
		return this.endpoint.report()
			.partitions()
			.stream()
			.filter((each) -> each.partition() == partition)
			.findFirst()
			.orElse(null);
	}

	private List<ReconciliationReport.MissingRange> missing(int partition) throws Exception {
		return this.endpoint.report()
			.missing()
			.ranges()
			.stream()
			.filter((range) -> range.partition() == partition)
			.toList();
	}

	private List<ReconciliationReport.DuplicateOffset> duplicates(int partition) throws Exception {
		return this.endpoint.report()
			.duplicate()
			.offsets()
			.stream()
			.filter((each) -> each.partition() == partition)
			.toList();
	}

}
