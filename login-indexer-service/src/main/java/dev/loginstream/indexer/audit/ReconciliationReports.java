package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.loginstream.indexer.audit.ReconciliationReport.Document;
import dev.loginstream.indexer.audit.ReconciliationReport.Duplicate;
import dev.loginstream.indexer.audit.ReconciliationReport.DuplicateOffset;
import dev.loginstream.indexer.audit.ReconciliationReport.Missing;
import dev.loginstream.indexer.audit.ReconciliationReport.MissingRange;
import dev.loginstream.indexer.audit.ReconciliationReport.Partition;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes reports, of bounded length.
 */
@Component
class ReconciliationReports {

	private static final int MOST_RANGES = 1000;

	/** Each costs a search. */
	private static final int MOST_DUPLICATES = 100;

	private static final int MOST_DOCUMENTS = 10;

	private final AuditedPartitions partitions;

	private final DocumentIndex index;

	private final AuditMeters meters;

	private final Repair repair;

	private final String sourceTopic;

	ReconciliationReports(AuditedPartitions partitions, DocumentIndex index, AuditMeters meters, Repair repair,
			AuditProperties properties) {
		this.partitions = partitions;
		this.index = index;
		this.meters = meters;
		this.repair = repair;
		this.sourceTopic = properties.sourceTopic();
	}

	/** Reports what is known now. */
	ReconciliationReport report() {
		Map<Integer, PartitionState> states = new TreeMap<>(this.partitions.states());
		double age = this.meters.age();
		List<Partition> each = new ArrayList<>();
		states.forEach((partition, state) -> each.add(new Partition(partition, state.first(), state.verified(),
				state.logins(), state.rejected(), state.absent(), this.partitions.isFull(state))));
		long verified = each.stream().mapToLong((partition) -> partition.verified() - partition.first()).sum();
		return new ReconciliationReport(this.sourceTopic, Double.isNaN(age) ? null : age, verified, each,
				missing(states), duplicate(states), this.repair.progress());
	}

	private Missing missing(Map<Integer, PartitionState> states) {
		List<MissingRange> ranges = new ArrayList<>();
		states.forEach((partition, state) -> state.missing()
			.ranges()
			.forEach((range) -> ranges.add(new MissingRange(partition, range.from(), range.to(),
					range.to() >= this.partitions.retained(partition)))));
		long count = states.values().stream().mapToLong((state) -> state.missing().count()).sum();
		return new Missing(count, List.copyOf(ranges.subList(0, Math.min(ranges.size(), MOST_RANGES))),
				ranges.size() > MOST_RANGES);
	}

	private Duplicate duplicate(Map<Integer, PartitionState> states) {
		List<DuplicateOffset> offsets = new ArrayList<>();
		states.forEach((partition, state) -> state.duplicate()
			.offsets()
			.limit(MOST_DUPLICATES - offsets.size())
			.forEach((offset) -> offsets.add(new DuplicateOffset(partition, offset, documents(partition, offset)))));
		long count = states.values().stream().mapToLong((state) -> state.duplicate().count()).sum();
		return new Duplicate(count, offsets, count > offsets.size());
	}

	private @Nullable List<Document> documents(int partition, long offset) {
		try {
			return this.index.list(partition, new OffsetRange(offset, offset))
				.stream()
				.limit(MOST_DOCUMENTS)
				.map((document) -> new Document(document.index(), document.id()))
				.toList();
		}
		catch (IOException ex) {
			// The rest of the report is worth having, most of all when OpenSearch is
			// away.
			return null;
		}
	}

}
