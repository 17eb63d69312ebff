package dev.loginstream.indexer;

import java.time.Duration;
import java.util.stream.Stream;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import dev.loginstream.indexer.Verdict.Duplicate;
import dev.loginstream.indexer.Verdict.Indexed;
import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * The indexer's meters, all there at zero from the start.
 */
@Component
class IndexerMeters {

	private static final Duration[] LATENCY_OBJECTIVES = Stream
		.of(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private final MeterRegistry registry;

	private final Counter indexed;

	private final Counter duplicate;

	private final Counter rejected;

	private final Counter rejectionIndexed;

	private final Counter rejectionDuplicate;

	private final MeterProvider<Counter> retries;

	private final Timer bulkDuration;

	private final DistributionSummary bulkItems;

	private final Timer latency;

	IndexerMeters(MeterRegistry registry, KafkaListenerEndpointRegistry listeners) {
		this.registry = registry;
		this.indexed = Counter.builder("login.documents.indexed")
			.description("Documents that this service wrote")
			.register(registry);
		this.duplicate = Counter.builder("login.documents.duplicate")
			.description("Records delivered again whose document was already there")
			.register(registry);
		this.rejected = Counter.builder("login.documents.rejected")
			.description("Records written to the dead-letter topic")
			.tag("reason", RejectionReason.UNINDEXABLE.code())
			.register(registry);
		this.rejectionIndexed = Counter.builder("login.rejections.indexed")
			.description("Documents of dead letters that this service wrote")
			.register(registry);
		this.rejectionDuplicate = Counter.builder("login.rejections.duplicate")
			.description("Dead letters delivered again whose document was already there")
			.register(registry);
		this.retries = Counter.builder("login.bulk.retries")
			.description("Documents that have to be sent again")
			.withRegistry(registry);
		for (RetryCause cause : RetryCause.values()) {
			retries(cause);
		}
		this.bulkDuration = Timer.builder("login.bulk.duration")
			.description("Bulk requests, from sent to answered or given up")
			.register(registry);
		this.bulkItems = DistributionSummary.builder("login.bulk.items")
			.description("Documents in a bulk request")
			.register(registry);
		this.latency = Timer.builder("login.pipeline.latency")
			.description(
					"From the source record's timestamp to acknowledged by OpenSearch and committed, but for redriven records")
			.serviceLevelObjectives(LATENCY_OBJECTIVES)
			.register(registry);
		Gauge.builder("login.consumer.paused", listeners, IndexerMeters::paused)
			.description("Listeners that are waiting out an outage")
			.register(registry);
	}

	private static double paused(KafkaListenerEndpointRegistry listeners) {
		return listeners.getListenerContainers().stream().filter(MessageListenerContainer::isPauseRequested).count();
	}

	Timer.Sample startBulk(int items) {
		this.bulkItems.record(items);
		return Timer.start(this.registry);
	}

	void stopBulk(Timer.Sample time) {
		time.stop(this.bulkDuration);
	}

	/**
	 * Counts a record whose transaction has committed.
	 * @param record of the input topic
	 * @param verdict what became of it
	 */
	void committed(ConsumerRecord<?, ?> record, Verdict verdict) {
		switch (verdict) {
			case Indexed indexed -> {
				this.indexed.increment();
				if (record.headers().lastHeader(LoginHeaders.REDRIVEN_BY) == null) {
					recordLatency(SourceRecord.of(record));
				}
			}
			case Duplicate duplicate -> this.duplicate.increment();
			case Refused refused -> this.rejected.increment();
			case Undecided undecided -> throw new IllegalStateException("Committed without a verdict");
		}
	}

	/**
	 * Counts a dead letter whose transaction has committed.
	 * @param verdict what became of its document
	 */
	void committedRejection(Verdict verdict) {
		switch (verdict) {
			case Indexed indexed -> this.rejectionIndexed.increment();
			case Duplicate duplicate -> this.rejectionDuplicate.increment();
			case Refused refused -> {
				// Logged; there is no such thing as long as the mapping is ours.
			}
			case Undecided undecided -> throw new IllegalStateException("Committed without a verdict");
		}
	}

	private void recordLatency(SourceRecord source) {
		if (source.timestamp() >= 0) {
			this.latency.record(Duration.ofMillis(source.latency(System.currentTimeMillis())));
		}
	}

	void retry(RetryCause cause, int documents) {
		retries(cause).increment(documents);
	}

	private Counter retries(RetryCause cause) {
		return this.retries.withTag("cause", cause.code());
	}

}
