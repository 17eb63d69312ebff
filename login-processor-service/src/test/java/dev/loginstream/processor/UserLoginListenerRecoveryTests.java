package dev.loginstream.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.loginstream.processor.LoginTopics.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrokerTest
class UserLoginListenerRecoveryTests {

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private KafkaListenerEndpointRegistry listeners;

	@Autowired
	private DefaultKafkaProducerFactory<byte[], byte[]> producers;

	@Autowired
	private ConsumerFactory<byte[], byte[]> consumers;

	@Autowired
	private TransactionalIds transactionalIds;

	private final FailingSends failingSends = new FailingSends();

	private LoginTopics topics;

	@BeforeEach
	void joinTopics() {
		this.topics = new LoginTopics(this.broker.getBrokersAsString());
	}

	@AfterEach
	void mendAndLeaveTopics() {
		this.producers.removePostProcessor(this.failingSends);
		this.failingSends.mended = true;
		this.topics.close();
	}

	@Test
	void batchWhoseSendFailsLeavesNothingUntilItIsRepeated() {
		double counted = counted();
		Map<TopicPartition, Long> offsets = this.topics.processorOffsets();
		container().stop();
		this.producers.addPostProcessor(this.failingSends);
		this.producers.reset();
		this.topics.publish(tenRecords());

		container().start();

		await().until(() -> this.failingSends.failures.get() >= 2);
		assertThat(this.topics.awaitUncommitted(3).records()).isNotEmpty();
		assertThat(this.topics.visibleNow().records()).isEmpty();
		assertThat(this.topics.processorOffsets()).isEqualTo(offsets);
		assertThat(counted()).isEqualTo(counted);

		this.failingSends.mended = true;

		assertEachHasOneOutcome(this.topics.awaitOutcome());
		await().untilAsserted(() -> assertThat(counted() - counted).isEqualTo(10));
	}

	@Test
	void fencedListenerIsStartedAgainAndSkipsNothing() throws Exception {
		double counted = counted();
		this.topics.publish(tenRecords());
		this.topics.awaitOutcome();

		Collection<TransactionListing> transactions = this.topics.admin().listTransactions().all().get();
		this.topics.admin()
			.fenceProducers(transactions.stream()
				.map(TransactionListing::transactionalId)
				.filter((id) -> id.startsWith("login-processor-"))
				.toList())
			.all()
			.get();
		this.topics.publish(tenRecords());

		assertEachHasOneOutcome(this.topics.awaitOutcome());
		await().untilAsserted(() -> assertThat(counted() - counted).isEqualTo(20));
		assertThat(container().isInExpectedState()).isTrue();
	}

	/** Else its consumer would wait for the offsets in it until it times out. */
	@Test
	void transactionOfKilledInstanceIsEndedBeforeThereAreRecords() {
		container().stop();
		this.producers.reset();
		Map<String, Object> settings = new HashMap<>(this.producers.getConfigurationProperties());
		settings.put("transactional.id", this.producers.getTransactionIdPrefix() + "0");
		settings.put("transaction.timeout.ms", 300_000);
		try (Producer<byte[], byte[]> killed = new KafkaProducer<>(settings);
				Consumer<byte[], byte[]> consumer = this.consumers.createConsumer("login-processor", null)) {
			killed.initTransactions();
			killed.beginTransaction();
			killed.sendOffsetsToTransaction(
					Map.of(new TopicPartition("user-login", 0), new OffsetAndMetadata(Integer.MAX_VALUE)),
					consumer.groupMetadata());
			this.topics.publish(tenRecords());

			this.transactionalIds.claim();
			container().start();

			assertEachHasOneOutcome(this.topics.awaitOutcome());
		}
	}

	private static void assertEachHasOneOutcome(Outcome outcome) {
		assertThat(outcome.processed()).extracting(Outcome::sourceTimestamp)
			.containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L);
		assertThat(outcome.rejected()).extracting(Outcome::sourceTimestamp).containsExactlyInAnyOrder(4L, 9L);
	}

	private static List<ProducerRecord<byte[], byte[]>> tenRecords() {
		return IntStream.range(0, 10)
			.mapToObj((i) -> new ProducerRecord<byte[], byte[]>("user-login", 0, (long) i, null,
					((i % 5 == 4) ? "bad" : "{\"user_id\":\"user-1\",\"timestamp\":1720576825}")
						.getBytes(StandardCharsets.UTF_8)))
			.toList();
	}

	private double counted() {
		return this.meters.get("login.events.processed").counter().count() + this.meters.get("login.events.rejected")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private MessageListenerContainer container() {
		return this.listeners.getListenerContainer("login-processor");
	}

	/**
	 * Lets two records of a batch reach the broker and fails at the third.
	 */
	private static final class FailingSends implements ProducerPostProcessor<byte[], byte[]> {

		private final AtomicInteger sends = new AtomicInteger();

		private final AtomicInteger failures = new AtomicInteger();

		private volatile boolean mended;

		@Override
		@SuppressWarnings("unchecked")
		public Producer<byte[], byte[]> apply(Producer<byte[], byte[]> producer) {
			return (Producer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { Producer.class }, (proxy, method, arguments) -> {
						if (!this.mended && method.getName().equals("send") && this.sends.incrementAndGet() % 3 == 0) {
							producer.flush();
							this.failures.incrementAndGet();
							throw new KafkaException("Broken on purpose");
						}
						try {
							return method.invoke(producer, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
