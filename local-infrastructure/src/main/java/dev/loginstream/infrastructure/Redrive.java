package dev.loginstream.infrastructure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./run redrive}: copies dead letters to {@code user-login-redrive}, where the
 * processor takes them as it takes logins.
 * <p>
 * Each is copied exactly once. There is one transactional id, so a run ends what another
 * left open and keeps it from going on; only then does it read which letters have a copy
 * already.
 */
final class Redrive {

	static final int LARGEST_REQUEST = 3 << 20;

	private static final String TRANSACTIONAL_ID = "login-redrive";

	private static final String LETTERS = "user-login-dlt";

	private static final String COPIES = "user-login-redrive";

	private final RedriveOptions options;

	private final Terminal terminal;

	private final RedriveCounts counts = new RedriveCounts();

	private Redrive(RedriveOptions options, Terminal terminal) {
		this.options = options;
		this.terminal = terminal;
	}

	/**
	 * Runs to the end.
	 * @param args see {@link RedriveOptions#HELP}
	 * @param out for what it does
	 * @param err for what is wrong
	 * @return the exit code
	 */
	static int run(String[] args, PrintStream out, PrintStream err) {
		if (List.of(args).contains("--help")) {
			out.print(RedriveOptions.HELP);
			return 0;
		}
		try {
			new Redrive(RedriveOptions.parse(args), new Terminal(out)).execute();
			return 0;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			err.println("redrive: " + ex.getMessage());
			return (ex instanceof IllegalArgumentException) ? 2 : 1;
		}
	}

	private void execute() {
		try (TopicReader topics = new TopicReader(this.options.connection())) {
			Set<TopicPartition> letters = topics.partitions(LETTERS);
			topics.partitions(COPIES);
			if (this.options.dryRun()) {
				redrive(topics, letters, null);
			}
			else {
				KafkaProducer<byte[], byte[]> producer = producer();
				try {
					producer.initTransactions();
					redrive(topics, letters, producer);
				}
				finally {
					// Ends what is open; without a broker it would wait for minutes.
					producer.close(Duration.ofSeconds(10));
				}
			}
		}
		catch (KafkaException ex) {
			throw failure(ex);
		}
		this.terminal.print(this.counts.table(this.options.dryRun() ? "to be redriven" : "redriven").stripTrailing());
	}

	private KafkaProducer<byte[], byte[]> producer() {
		Map<String, Object> settings = new HashMap<>(this.options.connection());
		settings.putIfAbsent("max.block.ms", "30000");
		settings.putAll(Map.of("transactional.id", TRANSACTIONAL_ID, "acks", "all", "compression.type", "lz4",
				"linger.ms", "5", "max.request.size", String.valueOf(LARGEST_REQUEST)));
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	private void redrive(TopicReader topics, Set<TopicPartition> letters,
			@Nullable KafkaProducer<byte[], byte[]> producer) {
		Map<TopicPartition, Long> starts = topics.offsets(letters, OffsetSpec.earliest(),
				IsolationLevel.READ_COMMITTED);
		Map<TopicPartition, Long> ends = topics.offsets(letters, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
		RedrivenBefore before = redrivenBefore(topics, starts);
		if (this.options.selection().from() != null) {
			starts = later(starts, ends,
					topics.offsets(letters, OffsetSpec.forTimestamp(this.options.selection().from().toEpochMilli()),
							IsolationLevel.READ_COMMITTED));
		}
		topics.read(starts, ends, (records) -> {
			List<DeadLetter> batch = selected(records, before);
			if (producer != null && !batch.isEmpty()) {
				producer.beginTransaction();
				batch.forEach((letter) -> producer.send(letter.redriven(COPIES)));
				producer.commitTransaction();
			}
			batch.forEach(this.counts::addRedriven);
			this.terminal.status("  %,d dead letters read, %,d %s".formatted(this.counts.read(), this.counts.redriven(),
					this.options.dryRun() ? "to be redriven" : "redriven"));
		});
	}

	// All there is, so that a transaction of others that is open hides no copy of ours
	// behind it.
	private RedrivenBefore redrivenBefore(TopicReader topics, Map<TopicPartition, Long> firstLetters) {
		RedrivenBefore before = new RedrivenBefore(firstLetters);
		Set<TopicPartition> copies = topics.partitions(COPIES);
		topics.read(topics.offsets(copies, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED),
				topics.offsets(copies, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED),
				(records) -> records.forEach(before::add));
		return before;
	}

	private static Map<TopicPartition, Long> later(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends,
			Map<TopicPartition, Long> wanted) {
		Map<TopicPartition, Long> later = new HashMap<>();
		starts.forEach((partition, start) -> {
			long from = wanted.getOrDefault(partition, -1L);
			later.put(partition, (from < 0) ? ends.getOrDefault(partition, start) : Math.max(start, from));
		});
		return later;
	}

	private List<DeadLetter> selected(List<ConsumerRecord<byte[], byte[]>> records, RedrivenBefore before) {
		List<DeadLetter> selected = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			this.counts.addRead();
			DeadLetter letter = DeadLetter.of(record);
			if (letter == null) {
				this.counts.addForeign();
				continue;
			}
			if (!this.options.selection().includes(letter)) {
				continue;
			}
			String obstacle = letter.obstacle();
			if (obstacle != null) {
				this.counts.addNotRedrivable(obstacle);
			}
			else if (before.contains(letter)) {
				this.counts.addRedrivenBefore(letter);
			}
			else {
				selected.add(letter);
			}
		}
		return selected;
	}

	private RuntimeException failure(KafkaException ex) {
		Throwable cause = ex;
		while (cause.getCause() != null && !(cause instanceof ProducerFencedException)) {
			cause = cause.getCause();
		}
		return switch (cause) {
			case ConfigException wrong -> new IllegalArgumentException(wrong.getMessage());
			case ProducerFencedException fenced -> anotherRun();
			case InvalidProducerEpochException fenced -> anotherRun();
			case TimeoutException timeout when this.counts.read() == 0 ->
				new IllegalStateException("No answer from Kafka at %s: %s"
					.formatted(this.options.connection().get("bootstrap.servers"), timeout.getMessage()));
			default ->
				new IllegalStateException("Stopped after %,d dead letters were redriven: %s. Run it again to go on."
					.formatted(this.counts.redriven(), cause));
		};
	}

	private IllegalStateException anotherRun() {
		return new IllegalStateException("Stopped after %,d dead letters were redriven: another redrive has begun since"
			.formatted(this.counts.redriven()));
	}

}
