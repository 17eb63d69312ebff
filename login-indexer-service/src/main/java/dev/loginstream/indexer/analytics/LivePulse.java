package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.stereotype.Component;

/**
 * What this service knows of itself and asks nobody for. As it comes each second whatever
 * else is away, it also tells a page that the stream lives.
 */
@Component
class LivePulse {

	/** After a longer time than this, the mean says nothing of now. */
	private static final Duration LONGEST_MEAN = Duration.ofSeconds(10);

	private final MeterRegistry meters;

	private final HealthEndpoint health;

	private double indexed;

	private long read;

	LivePulse(MeterRegistry meters, HealthEndpoint health) {
		this.meters = meters;
		this.health = health;
	}

	/** Reads the meters. */
	synchronized Pulse read() {
		double total = counter("login.documents.indexed") + counter("login.documents.duplicate");
		long now = System.nanoTime();
		Duration since = Duration.ofNanos(now - this.read);
		Double perSecond = (this.read != 0 && since.compareTo(LONGEST_MEAN) < 0)
				? (total - this.indexed) * 1e9 / since.toNanos() : null;
		this.indexed = total;
		this.read = now;
		return new Pulse(perSecond, gauge("login.consumer.lag"), gauge("login.consumer.paused"),
				LiveAudit.of(this.meters));
	}

	/** Asks the health indicators, which wait for an answer for seconds. */
	Map<String, String> health() {
		Map<String, String> statuses = new TreeMap<>();
		for (String group : new String[] { "dependencies", "liveness" }) {
			Map<String, HealthDescriptor> components = (this.health
				.healthForPath(group) instanceof CompositeHealthDescriptor composite) ? composite.getComponents()
						: null;
			if (components != null) {
				components.forEach((name, each) -> statuses.put(name, status(each)));
			}
		}
		statuses.remove("livenessState");
		return statuses;
	}

	private static String status(HealthDescriptor health) {
		return health.getStatus().getCode();
	}

	private double counter(String name) {
		Counter counter = this.meters.find(name).counter();
		return (counter != null) ? counter.count() : 0;
	}

	private @Nullable Long gauge(String name) {
		Gauge gauge = this.meters.find(name).gauge();
		double value = (gauge != null) ? gauge.value() : Double.NaN;
		return Double.isNaN(value) ? null : (long) value;
	}

	/**
	 * The state of this instance, and of its group.
	 *
	 * @param indexedPerSecond records that this instance brought into the index since the
	 * last look; null at first
	 * @param lag records that the whole group has still to index; null if unknown
	 * @param listenersPaused listeners of this instance that wait out an outage
	 * @param audit of this instance
	 */
	record Pulse(@Nullable Double indexedPerSecond, @Nullable Long lag, @Nullable Long listenersPaused,
			LiveAudit audit) {
	}

}
