package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

import org.springframework.stereotype.Component;

/**
 * Audits a range of offsets of one partition, all of whose records have been through the
 * pipeline. Counting is enough where each offset has its document. What is left is
 * compared, record by record: an offset without a record is no loss.
 */
@Component
class RangeAudit {

	/**
	 * Offsets that are asked for at once; OpenSearch gives 65,535 buckets at most.
	 */
	static final int LONGEST = 30_000;

	/** How far the clocks of brokers may be apart. */
	private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

	private final DocumentIndex index;

	private final SourceReader source;

	private final DeadLetterReader deadLetters;

	RangeAudit(DocumentIndex index, SourceReader source, DeadLetterReader deadLetters) {
		this.index = index;
		this.source = source;
		this.deadLetters = deadLetters;
	}

	/**
	 * Audits a range.
	 * @param partition of the source topic
	 * @param range of at most {@link #LONGEST} offsets
	 * @param lost offsets in it that were missing and are no longer retained
	 * @return what was found
	 * @throws IOException if OpenSearch does not answer
	 */
	Outcome audit(int partition, OffsetRange range, OffsetRanges lost) throws IOException {
		IndexedOffsets indexed = this.index.count(partition, range);
		Outcome outcome = Outcome.NOTHING;
		List<OffsetRange> incomplete = new ArrayList<>();
		for (long from = range.from(); from <= range.to(); from += IndexedOffsets.BUCKET) {
			OffsetRange bucket = new OffsetRange(from, range.to()).first(IndexedOffsets.BUCKET);
			if (indexed.isComplete(bucket)) {
				outcome = outcome.withRejected(indexed.at(bucket).rejections());
			}
			else if (!incomplete.isEmpty() && incomplete.getLast().to() == from - 1) {
				incomplete.add(new OffsetRange(incomplete.removeLast().from(), bucket.to()));
			}
			else {
				incomplete.add(bucket);
			}
		}
		for (OffsetRange part : incomplete) {
			outcome = outcome.with(part, compare(partition, part, lost));
		}
		return outcome;
	}

	/**
	 * Compares each record of a range.
	 * @param partition of the source topic
	 * @param range of at most {@link #LONGEST} offsets
	 * @param lost offsets that were missing and are no longer retained
	 * @return what was found
	 * @throws IOException if OpenSearch does not answer
	 */
	Outcome compare(int partition, OffsetRange range, OffsetRanges lost) throws IOException {
		Comparison comparison = new Comparison(partition);
		this.index.list(partition, range).forEach(comparison::addDocument);
		AtomicReference<Instant> arrival = new AtomicReference<>(Instant.MAX);
		this.source.readCoordinates(partition, range, (record) -> {
			comparison.addRecord(record.offset(), record.timestamp());
			arrival.accumulateAndGet(arrival(record), (one, other) -> one.isBefore(other) ? one : other);
		});
		SortedSet<Long> open = comparison.withoutDocument();
		Set<Long> rejected = open.isEmpty() ? Set.of()
				: this.deadLetters.find(partition, open, arrival.get().minus(CLOCK_SKEW));
		return comparison.outcome(range, rejected, lost.within(range).offsets().boxed().collect(Collectors.toSet()));
	}

	// A record is rejected after it arrived; a time by the producer says nothing of that.
	private static Instant arrival(ConsumerRecord<?, ?> record) {
		return (record.timestampType() == TimestampType.LOG_APPEND_TIME) ? Instant.ofEpochMilli(record.timestamp())
				: Instant.EPOCH;
	}

}
