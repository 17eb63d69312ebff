package dev.loginstream.infrastructure;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those of which all that is given is true.
 *
 * @param reasons why they were rejected; empty for any
 * @param from first time of rejection, null for no bound
 * @param to first time after, null for no bound
 * @param at where in {@code user-login} they stand; empty for anywhere
 */
record RedriveSelection(Set<String> reasons, @Nullable Instant from, @Nullable Instant to, List<OffsetRange> at) {

	/**
	 * Whether a time of rejection is within the bounds.
	 * @param timestamp of the dead letter, ms since the epoch
	 */
	boolean includes(long timestamp) {
		return (this.from == null || timestamp >= this.from.toEpochMilli())
				&& (this.to == null || timestamp < this.to.toEpochMilli());
	}

	boolean includes(DeadLetter letter) {
		return includes(letter.record().timestamp())
				&& (this.reasons.isEmpty() || this.reasons.contains(letter.reason()))
				&& (this.at.isEmpty() || includes(letter.source()));
	}

	private boolean includes(DeadLetter.@Nullable Source source) {
		return source != null
				&& this.at.stream().anyMatch((range) -> range.contains(source.partition(), source.offset()));
	}

}
