package dev.loginstream.processor;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final EventMeters meters = new EventMeters(this.registry);

	@Test
	void everyOutcomeIsRegisteredAtZero() {
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsOnly("login.events.processed", "login.events.rejected");
		assertThat(this.registry.find("login.events.rejected").counters())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("null_value", "too_large", "not_json", "not_an_object", "missing_user_id",
					"missing_timestamp", "invalid_timestamp", "timestamp_out_of_range", "invalid_field");
		assertThat(this.registry.getMeters()).extracting(Meter::measure)
			.allSatisfy((measures) -> assertThat(measures).allMatch((measure) -> measure.getValue() == 0));
	}

	@Test
	void outcomesAreCountedOnlyOnCommit() {
		EventMeters.Batch batch = this.meters.batch();
		batch.add(new Processed(new byte[0]));
		batch.add(new Processed(new byte[0]));
		batch.add(new Rejected(RejectionReason.NOT_JSON, ""));

		assertThat(processed().count()).isZero();

		batch.afterCommit();

		assertThat(processed().count()).isEqualTo(2);
		assertThat(rejected(RejectionReason.NOT_JSON).count()).isEqualTo(1);
		assertThat(rejected(RejectionReason.NOT_AN_OBJECT).count()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = "UNINDEXABLE", mode = EnumSource.Mode.EXCLUDE)
	void rejectionIsCountedUnderItsReason(RejectionReason reason) {
		EventMeters.Batch batch = this.meters.batch();
		batch.add(new Rejected(reason, ""));

		batch.afterCommit();

		assertThat(rejected(reason).count()).isEqualTo(1);
	}

	private Counter processed() {
		return this.registry.get("login.events.processed").counter();
	}

	private Counter rejected(RejectionReason reason) {
		return this.registry.get("login.events.rejected").tag("reason", reason.code()).counter();
	}

}
