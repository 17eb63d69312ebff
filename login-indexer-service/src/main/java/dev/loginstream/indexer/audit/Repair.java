package dev.loginstream.indexer.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.loginstream.indexer.LoginIndexerProperties;
import dev.loginstream.indexer.RootCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is missing through the pipeline again, as copies that keep the coordinates:
 * the processor decides them as it decided the originals, and a document that came
 * meanwhile has the same id. So a repair can be repeated.
 */
@Component
class Repair implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(Repair.class);

	/** Offsets that are read at once, from a missing one to one that is near it. */
	private static final int LONGEST_READ = 10_000;

	private final AuditedPartitions partitions;

	private final SourceReader source;

	private final ProducerFactory<byte[], byte[]> producers;

	private final KafkaAdmin kafka;

	private final int rate;

	private final String redriveTopic;

	private final Counter repaired;

	private volatile Progress progress = new Progress(State.NONE, 0, 0, null);

	private @Nullable Thread thread;

	Repair(AuditedPartitions partitions, SourceReader source, ProducerFactory<byte[], byte[]> producers,
			KafkaAdmin kafka, AuditProperties properties, LoginIndexerProperties indexer, MeterRegistry registry) {
		this.partitions = partitions;
		this.source = source;
		this.producers = producers;
		this.kafka = kafka;
		this.rate = properties.repairRate();
		this.redriveTopic = indexer.redriveTopic();
		this.repaired = Counter.builder("login.audit.repaired")
			.description("Missing records that were sent through the pipeline again")
			.register(registry);
	}

	/** Begins, unless one is running. */
	synchronized void begin() {
		if (this.progress.state() != State.RUNNING) {
			Map<Integer, PartitionState> states = this.partitions.states();
			long missing = states.values().stream().mapToLong((state) -> state.missing().count()).sum();
			this.progress = new Progress(State.RUNNING, missing, 0, null);
			this.thread = Thread.ofPlatform().daemon().name("repair").start(() -> run(states));
		}
	}

	Progress progress() {
		return this.progress;
	}

	private void run(Map<Integer, PartitionState> states) {
		logger.info("Repairing {} missing records", this.progress.missing());
		try (Producer<byte[], byte[]> producer = this.producers.createNonTransactionalProducer()) {
			// A producer waits for a topic without end.
			this.kafka.describeTopics(this.redriveTopic);
			for (Map.Entry<Integer, PartitionState> state : states.entrySet()) {
				repair(state.getKey(), state.getValue().missing(), producer);
			}
			this.progress = this.progress.ended(State.DONE, null);
			logger.info("Repaired {} of {} missing records; the others are not retained", this.progress.sent(),
					this.progress.missing());
		}
		catch (InterruptedException | ExecutionException | RuntimeException ex) {
			this.progress = this.progress.ended(State.FAILED, RootCause.of(ex));
			logger.warn("Repaired {} of {} missing records, then: {}", this.progress.sent(), this.progress.missing(),
					this.progress.problem());
		}
	}

	private void repair(int partition, OffsetRanges missing, Producer<byte[], byte[]> producer)
			throws ExecutionException, InterruptedException {
		Pace pace = new Pace(this.rate);
		for (OffsetRange range : missing.spans(LONGEST_READ)) {
			OffsetRanges wanted = missing.within(range);
			List<Future<?>> sent = new ArrayList<>();
			this.source.readRecords(partition, range, (record) -> {
				if (wanted.contains(record.offset())) {
					pace.await();
					sent.add(send(record, producer));
				}
			});
			producer.flush();
			for (Future<?> each : sent) {
				each.get();
			}
			this.repaired.increment(sent.size());
			this.progress = this.progress.plus(sent.size());
		}
	}

	private Future<?> send(ConsumerRecord<byte[], byte[]> record, Producer<byte[], byte[]> producer) {
		return producer.send(RepairRecords.of(record, this.redriveTopic));
	}

	@Override
	public synchronized void destroy() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/** How far a repair is. */
	enum State {

		/** None was asked for. */
		NONE,
		/** It sends. */
		RUNNING,
		/** It has sent what there is. */
		DONE,
		/** It has sent only a part. */
		FAILED

	}

	/**
	 * A repair.
	 *
	 * @param state how far it is
	 * @param missing records that were missing when it began
	 * @param sent how many of them it has sent; the others are not retained
	 * @param problem why it failed; null if it did not
	 */
	record Progress(State state, long missing, long sent, @Nullable String problem) {

		Progress plus(int more) {
			return new Progress(this.state, this.missing, this.sent + more, this.problem);
		}

		Progress ended(State how, @Nullable String why) {
			return new Progress(how, this.missing, this.sent, why);
		}

	}

}
