package dev.loginstream.indexer.analytics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;

/**
 * What the audit says of the partitions of this instance.
 *
 * @param verified offsets that it is past, counted from 0 in each partition
 * @param missing records that are nowhere
 * @param duplicate records that are there more than once
 * @param ageSeconds how long ago all was consumed that is verified; null while nothing is
 * known
 */
record LiveAudit(long verified, long missing, long duplicate, @Nullable Double ageSeconds) {

	/** Reads the meters. */
	static LiveAudit of(MeterRegistry meters) {
		return new LiveAudit(sum(meters, "login.audit.verified.offset"), sum(meters, "login.audit.missing"),
				sum(meters, "login.audit.duplicate"), age(meters));
	}

	private static long sum(MeterRegistry meters, String name) {
		// A partition that was just lost has no number.
		return meters.find(name).gauges().stream().mapToLong((gauge) -> (long) gauge.value()).sum();
	}

	private static @Nullable Double age(MeterRegistry meters) {
		TimeGauge gauge = meters.find("login.audit.age").timeGauge();
		double seconds = (gauge != null) ? gauge.value(TimeUnit.SECONDS) : Double.NaN;
		return Double.isNaN(seconds) ? null : seconds;
	}

}
