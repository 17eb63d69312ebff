package dev.loginstream.processor;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Rejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts outcomes once, when their transaction has committed: what a roll-back delivers
 * again is not counted twice.
 */
@Component
class EventMeters {

	private final Counter processed;

	private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

	EventMeters(MeterRegistry registry) {
		this.processed = Counter.builder("login.events.processed")
			.description("Logins written to the output topic")
			.register(registry);
		for (RejectionReason reason : RejectionReason.values()) {
			if (reason != RejectionReason.UNINDEXABLE) {
				this.rejected.put(reason,
						Counter.builder("login.events.rejected")
							.description("Records written to the dead-letter topic")
							.tag("reason", reason.code())
							.register(registry));
			}
		}
	}

	Batch batch() {
		return new Batch();
	}

	final class Batch implements TransactionSynchronization {

		private final Map<Counter, Integer> rejections = new HashMap<>();

		private int processed;

		void add(Verdict verdict) {
			if (verdict instanceof Rejected rejection) {
				this.rejections.merge(EventMeters.this.rejected.get(rejection.reason()), 1, Integer::sum);
			}
			else {
				this.processed++;
			}
		}

		void recordOnCommit() {
			TransactionSynchronizationManager.registerSynchronization(this);
		}

		@Override
		public void afterCommit() {
			EventMeters.this.processed.increment(this.processed);
			this.rejections.forEach(Counter::increment);
		}

	}

}
