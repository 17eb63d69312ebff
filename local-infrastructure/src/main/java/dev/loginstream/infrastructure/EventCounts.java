package dev.loginstream.infrastructure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts the events of one run from what the servers hold. An event is known by its
 * partition and offset in {@code user-login}, so neither a restart of a service nor a
 * backlog of an earlier run falsifies a count. What was redriven is counted once, as it
 * was decided last.
 */
public final class EventCounts implements AutoCloseable {

	static final String INPUT = "user-login";

	private static final Set<String> TOPICS = Set.of(INPUT, "processed-user-login", "user-login-dlt");

	private final KafkaConsumer<byte[], byte[]> consumer;

	private final DocumentCount documents;

	/**
	 * Offset where the run begins, by partition of the input; none for one made later.
	 */
	private final Map<Integer, Long> start = new HashMap<>();

	private final CoordinateSet generated = new CoordinateSet();

	private final CoordinateSet decided = new CoordinateSet();

	private final CoordinateSet processed = new CoordinateSet();

	private final Map<String, CoordinateSet> rejected = new TreeMap<>();

	private final CoordinateSet unindexable = new CoordinateSet();

	private final Redriven redriven = new Redriven(new CoordinateSet(), new CoordinateSet(), new CoordinateSet());

	/**
	 * Starts counting with the next event.
	 * @param bootstrapServers of the broker
	 * @param documents counts in OpenSearch
	 */
	public EventCounts(String bootstrapServers, DocumentCount documents) {
		this(Map.of("bootstrap.servers", bootstrapServers), documents);
	}

	/**
	 * Starts counting with the next event.
	 * @param connection settings of a Kafka client
	 * @param documents counts in OpenSearch
	 */
	public EventCounts(Map<String, Object> connection, DocumentCount documents) {
		this.documents = documents;
		Map<String, Object> settings = new HashMap<>(connection);
		settings.putAll(Map.of("isolation.level", "read_committed", "allow.auto.create.topics", "false",
				"auto.offset.reset", "earliest", "enable.auto.commit", "false"));
		this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
		assign();
		this.consumer.seekToEnd(this.consumer.assignment());
		for (TopicPartition partition : this.consumer.assignment()) {
			long end = this.consumer.position(partition);
			if (partition.topic().equals(INPUT)) {
				this.start.put(partition.partition(), end);
			}
		}
	}

	private void assign() {
		this.consumer.assign(this.consumer.listTopics()
			.entrySet()
			.stream()
			.filter((topic) -> TOPICS.contains(topic.getKey()))
			.flatMap((topic) -> topic.getValue().stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.collect(Collectors.toSet()));
	}

	/**
	 * Counts what is in {@code user-login}.
	 * @return events of the run as of now
	 */
	public synchronized long generated() {
		readTopics();
		return this.generated.size();
	}

	/**
	 * Adds up the end offsets of {@code user-login}, whatever run its events are of.
	 * @return the sum as of now
	 */
	synchronized long end() {
		assign();
		return this.consumer.endOffsets(this.consumer.assignment())
			.entrySet()
			.stream()
			.filter((end) -> end.getKey().topic().equals(INPUT))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	/**
	 * Counts at every hop.
	 * @return the counts as of now
	 * @throws IOException if OpenSearch does not answer
	 */
	public synchronized Snapshot read() throws IOException {
		readTopics();
		return new Snapshot(this.generated.size(),
				this.processed.size() + this.redriven.processed().missingIn(this.processed), rejected(),
				this.unindexable.missingIn(this.redriven.processed()) + this.redriven.unindexable().size(),
				this.documents.since(this.start),
				this.generated.missingIn(this.decided, this.redriven.processed(), this.redriven.rejected()),
				this.decided.doubled() + this.unindexable.doubled());
	}

	private Map<String, Long> rejected() {
		return this.rejected.entrySet()
			.stream()
			.map((reason) -> Map.entry(reason.getKey(), reason.getValue().missingIn(this.redriven.processed())))
			.filter((reason) -> reason.getValue() > 0)
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private void readTopics() {
		// A topic made since is read from its beginning.
		assign();
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.consumer.assignment());
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			this.consumer.poll(Duration.ofMillis(200)).forEach(this::count);
		}
	}

	private void count(ConsumerRecord<byte[], byte[]> record) {
		switch (record.topic()) {
			case INPUT -> add(record.partition(), record.offset(), this.generated);
			case "processed-user-login" -> {
				if (isRedriven(record)) {
					addSource(record, this.redriven.processed());
				}
				else {
					addSource(record, this.decided, this.processed);
				}
			}
			default -> countDeadLetter(record);
		}
	}

	private void countDeadLetter(ConsumerRecord<byte[], byte[]> record) {
		String reason = new String(header(record, LoginHeaders.REJECTION_REASON), StandardCharsets.UTF_8);
		if (reason.equals(RejectionReason.UNINDEXABLE.code())) {
			addSource(record, isRedriven(record) ? this.redriven.unindexable() : this.unindexable);
		}
		else if (isRedriven(record)) {
			addRejected(record, this.redriven.rejected());
		}
		else {
			addRejected(record, this.decided, this.rejected.computeIfAbsent(reason, (key) -> new CoordinateSet()));
		}
	}

	private static boolean isRedriven(ConsumerRecord<?, ?> record) {
		return record.headers().lastHeader(LoginHeaders.REDRIVEN_BY) != null;
	}

	private void addSource(ConsumerRecord<?, ?> record, CoordinateSet... sets) {
		add(header(record, LoginHeaders.SOURCE_PARTITION), header(record, LoginHeaders.SOURCE_OFFSET), sets);
	}

	private void addRejected(ConsumerRecord<?, ?> record, CoordinateSet... sets) {
		add(header(record, "kafka_dlt-original-partition"), header(record, "kafka_dlt-original-offset"), sets);
	}

	private void add(byte[] partition, byte[] offset, CoordinateSet... sets) {
		// Without coordinates it is a foreign record, and no event of this run.
		if (partition.length == Integer.BYTES && offset.length == Long.BYTES) {
			add(ByteBuffer.wrap(partition).getInt(), ByteBuffer.wrap(offset).getLong(), sets);
		}
	}

	private void add(int partition, long offset, CoordinateSet... sets) {
		long sinceStart = offset - this.start.getOrDefault(partition, 0L);
		if (sinceStart >= 0) {
			for (CoordinateSet set : sets) {
				set.add(partition, sinceStart);
			}
		}
	}

	private static byte[] header(ConsumerRecord<?, ?> record, String name) {
		var header = record.headers().lastHeader(name);
		return (header != null && header.value() != null) ? header.value() : new byte[0];
	}

	@Override
	public synchronized void close() {
		this.consumer.close();
	}

	/** Events that were decided anew, by what was decided. */
	private record Redriven(CoordinateSet processed, CoordinateSet rejected, CoordinateSet unindexable) {
	}

	/**
	 * Events of the run.
	 *
	 * @param generated records in {@code user-login}
	 * @param processed records in {@code processed-user-login}
	 * @param rejected dead letters of the processor, by reason
	 * @param unindexable dead letters of the indexer
	 * @param documents in the index
	 * @param missing generated events that are neither processed nor rejected
	 * @param doubled events that are so more than once
	 */
	public record Snapshot(long generated, long processed, Map<String, Long> rejected, long unindexable, long documents,
			long missing, long doubled) {

		static final Snapshot NONE = new Snapshot(0, 0, Map.of(), 0, 0, 0, 0);

		public long allRejected() {
			return this.rejected.values().stream().mapToLong(Long::longValue).sum();
		}

		/**
		 * Whether each event is exactly once at every hop.
		 * @param events how many there were
		 * @return whether nothing is missing, doubled or on its way
		 */
		public boolean agrees(long events) {
			return this.generated == events && this.missing == 0 && this.doubled == 0
					&& this.processed + allRejected() == events && this.documents + this.unindexable == this.processed;
		}

		/** One line a hop. */
		public String table() {
			StringBuilder table = new StringBuilder();
			row(table, "user-login", this.generated, "");
			row(table, "processed-user-login", this.processed, "");
			row(table, "user-login-dlt", allRejected(), reasons());
			row(table, "documents", this.documents, "");
			row(table, "user-login-dlt", this.unindexable, "unindexable");
			row(table, "missing", this.missing, "");
			row(table, "doubled", this.doubled, "");
			return table.toString();
		}

		private String reasons() {
			return new TreeMap<>(this.rejected).entrySet()
				.stream()
				.map((entry) -> entry.getKey() + " " + entry.getValue())
				.collect(Collectors.joining(", "));
		}

		private static void row(StringBuilder table, String hop, long events, String remark) {
			table.append("  %-22s %,12d  %s".formatted(hop, events, remark).stripTrailing()).append('\n');
		}

	}

}
