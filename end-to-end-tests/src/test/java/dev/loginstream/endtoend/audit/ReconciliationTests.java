package dev.loginstream.endtoend.audit;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.loginstream.endtoend.OwnPipeline;
import dev.loginstream.endtoend.Services;
import dev.loginstream.infrastructure.DocumentCount;
import dev.loginstream.infrastructure.EventCounts;
import dev.loginstream.infrastructure.JvmProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the audit finds all that is wrong, and nothing else. All tests have the same
 * pipeline, so each is about what those before it have left, too.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReconciliationTests {

	/** Small in {@code ./mvnw verify}, in full with {@code -Pfaults}. */
	private static final boolean FULL = Boolean.getBoolean("faults.full");

	private static final Duration LONGEST_START = Duration.ofSeconds(120);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Random random = new Random();

	private OwnPipeline pipeline;

	private String kafka;

	private URI openSearch;

	private Services services;

	private Audit audit;

	private Documents documents;

	private UserLoginTopic topic;

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		this.pipeline = new OwnPipeline(directory, "--login.indexer.audit.interval=500ms",
				"--login.indexer.audit.settling=3s", "--login.indexer.audit.recheck=2s");
		this.kafka = this.pipeline.bootstrapServers();
		this.openSearch = this.pipeline.openSearch();
		this.services = this.pipeline.services();
		this.audit = Audit.of(this.http, this.services.management());
		this.documents = new Documents(this.http, this.openSearch);
		this.topic = new UserLoginTopic(this.kafka);
		// It makes the topic.
		assertThat(this.services.generate("--login.generator.count=1").onExit().get(60, TimeUnit.SECONDS)).isZero();
	}

	@AfterAll
	void stop() {
		if (this.topic != null) {
			this.topic.close();
		}
		if (this.pipeline != null) {
			this.pipeline.close();
		}
		this.http.close();
	}

	@Test
	void everyEventIsVerifiedThoughAllServicesAreKilled() throws Exception {
		int events = FULL ? 500_000 : 15_000;
		int kills = FULL ? 15 : 3;
		long before = accountedFor(awaitVerified());
		long generated;
		try (EventCounts counts = new EventCounts(this.kafka, new DocumentCount(this.openSearch))) {
			JvmProcess generator = generate(events, FULL ? 10_000 : 2_000);
			for (int i = 1; i <= kills; i++) {
				long next = (long) events * i / (kills + 1);
				Awaitility.await().atMost(LONGEST_WAIT).until(() -> counts.generated() >= next);
				switch (i % 3) {
					case 0 -> {
						generator.kill();
						generator = generate((int) (events - counts.generated()), FULL ? 10_000 : 2_000);
					}
					case 1 -> restart(this.services.processor());
					default -> restart(this.services.indexer());
				}
			}
			assertThat(generator.onExit().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)).isZero();
			generated = counts.generated();
			assertThat(generated).isGreaterThanOrEqualTo(events);
		}

		JsonNode report = awaitVerified();

		assertClosed(report);
		assertThat(accountedFor(report) - before).isEqualTo(generated);
		System.out.printf("Audit: %,d events, %d kills, %s%n", events, kills, report.path("partitions"));
	}

	@Test
	void whatIsMissingAndWhatIsDoubledIsNamedExactlyAndRepaired() throws Exception {
		long seed = this.random.nextLong();
		List<Coordinate> sent = new ArrayList<>(this.topic.send(12_000, Instant.now().getEpochSecond()));
		awaitVerified();
		int partition = sent.stream()
			.collect(Collectors.groupingBy(Coordinate::partition, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.orElseThrow()
			.getKey();
		long first = sent.stream()
			.filter((each) -> each.partition() == partition)
			.mapToLong(Coordinate::offset)
			.min()
			.orElseThrow();
		Set<Coordinate> bucket = new TreeSet<>();
		LongStream.range(first + 500, first + 1500).forEach((offset) -> bucket.add(new Coordinate(partition, offset)));
		sent.removeAll(bucket);
		Collections.shuffle(sent, new Random(seed));
		Set<Coordinate> doubled = new TreeSet<>(sent.subList(0, 3));
		Set<Coordinate> deleted = new TreeSet<>(sent.subList(3, 10));
		deleted.addAll(bucket);

		for (Coordinate each : doubled) {
			this.documents.copy(each, "wrong-" + each.partition() + "-" + each.offset());
		}
		Map<Integer, List<Long>> offsets = new HashMap<>();
		deleted.forEach(
				(each) -> offsets.computeIfAbsent(each.partition(), (key) -> new ArrayList<>()).add(each.offset()));
		for (Map.Entry<Integer, List<Long>> each : offsets.entrySet()) {
			this.documents.delete(each.getKey(), each.getValue());
		}
		long left = this.documents.count("processed-user-login-index", "{\"match_all\":{}}");
		this.audit.begin("again");

		Awaitility.await().atMost(LONGEST_WAIT).untilAsserted(() -> {
			JsonNode report = this.audit.report();
			assertThat(Audit.missing(report)).as("seed %d", seed).isEqualTo(deleted);
			assertThat(Audit.duplicates(report)).as("seed %d", seed).isEqualTo(doubled);
		});
		this.audit.begin("repair");

		Awaitility.await()
			.atMost(LONGEST_WAIT)
			.untilAsserted(() -> assertThat(this.audit.report().at("/missing/count").asLong(-1)).isZero());
		assertThat(this.documents.count("processed-user-login-index", "{\"match_all\":{}}"))
			.isEqualTo(left + deleted.size());
		JsonNode report = this.audit.report();
		assertThat(Audit.duplicates(report)).isEqualTo(doubled);
		// As the runbook says: all but the one that has the record's id.
		for (JsonNode duplicate : report.at("/duplicate/offsets")) {
			for (JsonNode document : duplicate.path("documents")) {
				if (document.path("id").asString().startsWith("wrong-")) {
					this.documents.delete(document.path("index").asString(), document.path("id").asString());
				}
			}
		}
		Awaitility.await()
			.atMost(LONGEST_WAIT)
			.untilAsserted(() -> assertThat(this.audit.report().at("/duplicate/count").asLong(-1)).isZero());
		assertClosed(awaitVerified());
	}

	@Test
	void recordsThatKafkaHasDeletedOrNeverCommittedAreNotMissing() throws Exception {
		long now = Instant.now().getEpochSecond();
		this.topic.send(3_000, now);
		List<Coordinate> committed = this.topic.sendInTransactions(10, 100, now);
		Map<Integer, Long> head = new HashMap<>();
		committed.forEach((each) -> head.merge(each.partition(), each.offset() / 2, Math::min));
		JsonNode before = awaitVerified();
		assertClosed(before);
		assertThat(sum(before, "absent")).as("transactions have offsets without records").isGreaterThan(500);

		this.topic.deleteBefore(head);
		long records = this.topic.count();
		this.topic.configure(Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio",
				"0.01", "max.compaction.lag.ms", "200"));
		try {
			Awaitility.await().atMost(LONGEST_WAIT).until(() -> {
				// A segment ends with the next record.
				this.topic.send(100, now);
				return this.topic.count() < records / 2;
			});
		}
		finally {
			this.topic.configure(Map.of("cleanup.policy", "delete", "segment.ms", "604800000"));
		}
		awaitVerified();
		this.audit.begin("again");

		JsonNode after = Awaitility.await()
			.atMost(LONGEST_WAIT)
			.until(() -> this.audit.awaitVerified(this.topic.ends()),
					(report) -> sum(report, "absent") > 0 && sum(report, "first") > 0);
		assertClosed(after);
	}

	@Test
	void whatIsRedrivenIsCountedOnce(@TempDir Path directory) throws Exception {
		String ofToday = "{\"bool\":{\"must_not\":{\"exists\":{\"field\":\"redriven\"}},"
				+ "\"filter\":{\"term\":{\"reason\":\"timestamp_out_of_range\"}}}}";
		awaitVerified();
		long rejectedBefore = this.documents.count("rejected-user-login-index", ofToday);
		Instant ahead = Instant.now().plus(Duration.ofDays(10));
		String ofThen = "{\"range\":{\"timestamp\":{\"gte\":\"%s\"}}}".formatted(ahead.minusSeconds(60));
		this.topic.send(1_000, ahead.getEpochSecond());
		awaitVerified();
		assertThat(this.documents.count("rejected-user-login-index", ofToday)).isEqualTo(rejectedBefore + 1_000);
		assertThat(this.documents.count("processed-user-login-index", ofThen)).isZero();

		this.services.changeProcessor("--login.processor.max-ahead=30d");
		restart(this.services.processor());
		Instant from = Instant.now().minus(LONGEST_WAIT);
		assertThat(redrive(directory, "first", from)).contains("1,000");
		String again = redrive(directory, "second", from);

		Awaitility.await()
			.atMost(LONGEST_WAIT)
			.untilAsserted(
					() -> assertThat(this.documents.count("processed-user-login-index", ofThen)).isEqualTo(1_000));
		Awaitility.await()
			.atMost(LONGEST_WAIT)
			.untilAsserted(() -> assertThat(this.documents.count("rejected-user-login-index", ofToday))
				.isEqualTo(rejectedBefore));
		assertThat(again).contains("1,000");
		this.audit.begin("again");
		assertClosed(awaitVerified());
	}

	private String redrive(Path directory, String name, Instant from) throws Exception {
		JvmProcess tool = JvmProcess.of(name, directory,
				List.of("-cp", System.getProperty("java.class.path"), "dev.loginstream.infrastructure.Run", "redrive",
						"--bootstrap-server", this.kafka, "--reason", "timestamp_out_of_range", "--from",
						from.toString()));
		assertThat(tool.start().onExit().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)).isZero();
		return Files.readString(tool.log());
	}

	private JvmProcess generate(int count, int rate) {
		return this.services.generate("--login.generator.count=" + count, "--login.generator.rate=" + rate,
				"--login.generator.bad-share=0.01");
	}

	private static void restart(JvmProcess process) {
		process.kill();
		process.start().awaitReady(LONGEST_START);
	}

	private JsonNode awaitVerified() throws Exception {
		return this.audit.awaitVerified(this.topic.ends());
	}

	private static void assertClosed(JsonNode report) {
		assertThat(report.at("/missing/count").asLong(-1)).as("missing %s", report.path("missing")).isZero();
		assertThat(report.at("/duplicate/count").asLong(-1)).as("duplicate %s", report.path("duplicate")).isZero();
	}

	private static long accountedFor(JsonNode report) {
		return sum(report, "logins") + sum(report, "rejected");
	}

	private static long sum(JsonNode report, String field) {
		long sum = 0;
		for (JsonNode each : report.path("partitions")) {
			sum += each.path(field).asLong();
		}
		return sum;
	}

}
