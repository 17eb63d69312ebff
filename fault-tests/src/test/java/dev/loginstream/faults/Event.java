package dev.loginstream.faults;

import dev.loginstream.dto.RejectionReason;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record to send, and what must become of it.
 *
 * @param key of the record, known to no other event
 * @param value of the record; null is one that must be rejected
 * @param reason why it must be rejected; null for a login
 * @param processed value that it must have once it is processed; null if it must not be
 */
record Event(String key, byte[] value, RejectionReason reason, ObjectNode processed) {

	static Event login(String key, byte[] value, ObjectNode processed) {
		return new Event(key, value, null, processed);
	}

	static Event rejected(String key, byte[] value, RejectionReason reason) {
		return new Event(key, value, reason, null);
	}

	/** Whether the processor lets it pass and OpenSearch does not. */
	boolean isUnindexable() {
		return this.reason == RejectionReason.UNINDEXABLE;
	}

}
