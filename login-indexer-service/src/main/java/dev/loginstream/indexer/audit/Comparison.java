package dev.loginstream.indexer.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Compares records with documents, offset by offset. Pure but for what is put into it.
 */
final class Comparison {

	private final SortedMap<Long, Long> records = new TreeMap<>();

	private final SortedMap<Long, List<IndexedDocument>> documents = new TreeMap<>();

	private final Pattern idsOfOurs;

	Comparison(int partition) {
		this.idsOfOurs = Pattern.compile(partition + "-(\\d{1,18})-(-?\\d{1,18})(-\\d+-\\d+)?");
	}

	/**
	 * Puts in a record that there is.
	 * @param offset of it
	 * @param timestamp of it, ms since the epoch
	 */
	void addRecord(long offset, long timestamp) {
		this.records.put(offset, timestamp);
	}

	void addDocument(IndexedDocument document) {
		this.documents.computeIfAbsent(document.offset(), (offset) -> new ArrayList<>()).add(document);
	}

	/** Records of which there is no document. */
	SortedSet<Long> withoutDocument() {
		SortedSet<Long> offsets = new TreeSet<>(this.records.keySet());
		offsets.removeIf((offset) -> !documentsOf(offset).isEmpty());
		return offsets;
	}

	boolean hasDocument(long offset) {
		return !documentsOf(offset).isEmpty();
	}

	/**
	 * Says what is where.
	 * @param range in which to look; all its records and documents were put in
	 * @param deadLetters records without a document that are dead letters all the same
	 * @param lost offsets that were missing before they were deleted from the topic
	 */
	Outcome outcome(OffsetRange range, Set<Long> deadLetters, Set<Long> lost) {
		long rejected = deadLetters.size();
		SortedSet<Long> missing = withoutDocument();
		missing.removeAll(deadLetters);
		lost.stream().filter((offset) -> !hasDocument(offset)).forEach(missing::add);
		SortedSet<Long> duplicate = new TreeSet<>();
		Set<Long> there = new HashSet<>(this.records.keySet());
		there.addAll(missing);
		for (long offset : this.documents.keySet()) {
			List<IndexedDocument> own = documentsOf(offset);
			if (own.isEmpty()) {
				continue;
			}
			there.add(offset);
			if (own.size() > 1) {
				duplicate.add(offset);
			}
			if (own.getFirst().isRejection()) {
				rejected++;
			}
		}
		return new Outcome(rejected, range.length() - there.size(), OffsetRanges.of(missing),
				OffsetRanges.of(duplicate));
	}

	// A document with an id of ours but another time is of an earlier topic of that name,
	// whose offsets began at 0 too. Of a record that is gone the newest time counts.
	private List<IndexedDocument> documentsOf(long offset) {
		List<IndexedDocument> all = this.documents.getOrDefault(offset, List.of());
		Long time = this.records.getOrDefault(offset,
				all.stream().map(this::time).filter(Objects::nonNull).max(Long::compare).orElse(null));
		return all.stream().filter((document) -> {
			Long timeOfId = time(document);
			return timeOfId == null || timeOfId.equals(time);
		}).toList();
	}

	private @Nullable Long time(IndexedDocument document) {
		Matcher id = this.idsOfOurs.matcher(document.id());
		return (id.matches() && Long.parseLong(id.group(1)) == document.offset()) ? Long.valueOf(id.group(2)) : null;
	}

}
