package dev.loginstream.indexer.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;

import org.springframework.stereotype.Component;

/**
 * The audit's meters, of the partitions that this instance has: each has one instance, so
 * those of all add up.
 */
@Component
class AuditMeters {

	private final AuditedPartitions partitions;

	private final MultiGauge verified;

	AuditMeters(AuditedPartitions partitions, AuditProperties properties, MeterRegistry registry) {
		this.partitions = partitions;
		this.verified = MultiGauge.builder("login.audit.verified.offset")
			.description("Next offset of the source topic to verify")
			.register(registry);
		// An age that is not known is an alarm, and none where the audit is switched off.
		if (properties.enabled()) {
			registerGauges(registry);
		}
	}

	private void registerGauges(MeterRegistry registry) {
		gauge("login.audit.missing", "Records of the source topic that are nowhere", PartitionState::missing, registry);
		gauge("login.audit.duplicate", "Records of the source topic that are there more than once",
				PartitionState::duplicate, registry);
		TimeGauge.builder("login.audit.age", this::age, TimeUnit.SECONDS)
			.description("How long ago all was consumed that is verified")
			.register(registry);
	}

	private void gauge(String name, String description, Function<PartitionState, OffsetRanges> findings,
			MeterRegistry registry) {
		Gauge
			.builder(name,
					() -> this.partitions.states()
						.values()
						.stream()
						.mapToLong((state) -> findings.apply(state).count())
						.sum())
			.description(description)
			.register(registry);
	}

	/** Seconds; not a number before the first pass, and without partitions. */
	double age() {
		Instant now = Instant.now();
		return this.partitions.states()
			.values()
			.stream()
			.mapToDouble((state) -> (state.time() != null)
					? Duration.between(Objects.requireNonNull(state.time()), now).toMillis() / 1000.0 : Double.NaN)
			.reduce(Math::max)
			.orElse(Double.NaN);
	}

	/** Has a gauge for each partition that this instance has now. */
	void updatePartitions() {
		this.verified.register(this.partitions.states()
			.keySet()
			.stream().<MultiGauge
					.Row<?>>map(
							(partition) -> MultiGauge.Row.of(Tags.of("partition", partition.toString()),
									() -> verified(partition)))
			.toList(), true);
	}

	private Number verified(int partition) {
		PartitionState state = this.partitions.get(partition);
		return (state != null) ? state.verified() : Double.NaN;
	}

}
