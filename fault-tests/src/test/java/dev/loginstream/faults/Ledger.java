package dev.loginstream.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What the broker has acknowledged, and where it then stands. This is the truth that
 * everything else is compared with.
 */
final class Ledger {

	private final Map<Integer, RecordMetadata> acknowledged = new ConcurrentHashMap<>();

	private final Map<Integer, Exception> refused = new ConcurrentHashMap<>();

	void record(int number, RecordMetadata where, Exception failure) {
		if (failure == null) {
			this.acknowledged.put(number, where);
		}
		else {
			this.refused.put(number, failure);
		}
	}

	/** Null if the event was not acknowledged. */
	RecordMetadata coordinates(int number) {
		return this.acknowledged.get(number);
	}

	int acknowledged() {
		return this.acknowledged.size();
	}

	Map<Integer, Exception> refused() {
		return this.refused;
	}

}
