package dev.loginstream.indexer;

import java.util.ArrayList;
import java.util.List;

import dev.loginstream.indexer.Verdict.Duplicate;
import dev.loginstream.indexer.Verdict.Indexed;
import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndexingBatchTests {

	private final LoginDocuments documents = new LoginDocuments(IndexRotation.MONTHLY);

	private final KnownVerdicts known = new KnownVerdicts();

	private final List<Integer> sent = new ArrayList<>();

	@Test
	void onlyRecordsWithoutVerdictAreSentAgain() {
		List<ConsumerRecord<byte[], byte[]>> records = List.of(login(0), login(1), login(2));
		keepDecided(decide(records, new Indexed(), new Undecided(RetryCause.NO_ANSWER), new Duplicate()));

		IndexingBatch again = decide(records, new Indexed());

		assertThat(this.sent).containsExactly(3, 1);
		assertThat(again.undecided()).isEmpty();
		assertThat(verdicts(again)).containsExactly(new Indexed(), new Indexed(), new Duplicate());
	}

	@Test
	void recordThatIsNoLoginIsRefusedAndNotSent() {
		IndexingBatch batch = decide(List.of(TestRecords.foreign(0, 0, "oops"), login(1)), new Indexed());

		assertThat(this.sent).containsExactly(1);
		assertThat(verdicts(batch)).hasSize(2).first().isInstanceOf(Refused.class);
	}

	@Test
	void undecidedRecordsAreCountedByCause() {
		IndexingBatch batch = decide(List.of(login(0), login(1), login(2)), new Undecided(RetryCause.BLOCKED),
				new Indexed(), new Undecided(RetryCause.BLOCKED));

		assertThat(batch.undecided()).containsOnlyKeys(RetryCause.BLOCKED).containsEntry(RetryCause.BLOCKED, 2);
	}

	@Test
	void verdictsOnPartitionsThatMoveAwayAreForgotten() {
		ConsumerRecord<byte[], byte[]> record = login(0);
		this.known.keep(record, new Indexed());

		this.known.onPartitionsLost(new MockConsumer<>("earliest"),
				List.of(new TopicPartition(record.topic(), record.partition())));

		assertThat(this.known.on(record)).isNull();
	}

	private IndexingBatch decide(List<ConsumerRecord<byte[], byte[]>> records, Verdict... answers) {
		IndexingBatch batch = new IndexingBatch(records);
		batch.decide(this.known, (record) -> this.documents.of(record, TestRecords.TIMESTAMP), (items) -> {
			this.sent.add(items.size());
			return List.of(answers);
		});
		return batch;
	}

	private void keepDecided(IndexingBatch batch) {
		batch.forEach((record, verdict) -> {
			if (!(verdict instanceof Undecided)) {
				this.known.keep(record, verdict);
			}
		});
	}

	private static List<Verdict> verdicts(IndexingBatch batch) {
		List<Verdict> verdicts = new ArrayList<>();
		batch.forEach((record, verdict) -> verdicts.add(verdict));
		return verdicts;
	}

	private static ConsumerRecord<byte[], byte[]> login(long offset) {
		return TestRecords.foreign(0, offset, TestRecords.json("u-" + offset));
	}

}
