package dev.loginstream.indexer.analytics;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveAuditTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void offsetsOfAllPartitionsAreAddedUp() {
		MultiGauge.builder("login.audit.verified.offset")
			.register(this.meters)
			.register(List.of(Row.of(Tags.of("partition", "0"), 12_000), Row.of(Tags.of("partition", "1"), 345),
					Row.of(Tags.of("partition", "2"), Double.NaN)));
		gauges(7, 3, 35.5);

		assertThat(LiveAudit.of(this.meters)).isEqualTo(new LiveAudit(12_345, 7, 3, 35.5));
	}

	@Test
	void ageThatIsNoNumberIsNotKnown() {
		gauges(0, 0, Double.NaN);

		assertThat(LiveAudit.of(this.meters).ageSeconds()).isNull();
	}

	@Test
	void withoutMetersNothingIsKnown() {
		assertThat(LiveAudit.of(this.meters)).isEqualTo(new LiveAudit(0, 0, 0, null));
	}

	private void gauges(int missing, int duplicate, double seconds) {
		Gauge.builder("login.audit.missing", () -> missing).register(this.meters);
		Gauge.builder("login.audit.duplicate", () -> duplicate).register(this.meters);
		TimeGauge.builder("login.audit.age", () -> seconds, TimeUnit.SECONDS).register(this.meters);
	}

}
