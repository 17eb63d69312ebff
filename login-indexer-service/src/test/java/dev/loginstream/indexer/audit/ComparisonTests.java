package dev.loginstream.indexer.audit;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	private static final OffsetRange RANGE = new OffsetRange(10, 19);

	private final Comparison comparison = new Comparison(2);

	@Test
	void recordWithItsDocumentIsALogin() {
		record(10);
		document(10, "2-10-1000");

		assertThat(outcome()).isEqualTo(new Outcome(0, 9, OffsetRanges.NONE, OffsetRanges.NONE));
	}

	@Test
	void recordWithoutDocumentIsMissing() {
		record(10);
		record(11);
		document(11, "2-11-1000");

		assertThat(outcome().missing()).isEqualTo(OffsetRangesTests.ranges(10));
	}

	@Test
	void deadLetterIsNotMissing() {
		record(10);
		record(11);

		Outcome outcome = this.comparison.outcome(RANGE, Set.of(10L), Set.of());

		assertThat(outcome).isEqualTo(new Outcome(1, 8, OffsetRangesTests.ranges(11), OffsetRanges.NONE));
	}

	@Test
	void documentUnderAnotherIdIsADuplicate() {
		record(10);
		document(10, "2-10-1000");
		document(10, "whatever");

		assertThat(outcome().duplicate()).isEqualTo(OffsetRangesTests.ranges(10));
	}

	@Test
	void documentUnderTheIdOfAnotherOffsetIsADuplicate() {
		record(10);
		document(10, "2-10-1000");
		document(10, "2-11-1000");

		assertThat(outcome().duplicate()).isEqualTo(OffsetRangesTests.ranges(10));
	}

	@Test
	void loginThatIsRejectedTooIsADuplicate() {
		record(10);
		document(10, "2-10-1000");
		this.comparison.addDocument(new IndexedDocument(10, "rejected-user-login-index-2026.01", "2-10-1000"));

		assertThat(outcome().duplicate()).isEqualTo(OffsetRangesTests.ranges(10));
	}

	@Test
	void documentUnderAnotherIdAloneIsThere() {
		record(10);
		document(10, "whatever");

		assertThat(outcome()).isEqualTo(new Outcome(0, 9, OffsetRanges.NONE, OffsetRanges.NONE));
	}

	@Test
	void documentOfAnEarlierTopicIsOfAnotherRecord() {
		record(10);
		document(10, "2-10-1000");
		document(10, "2-10-500");
		record(11);
		document(11, "2-11-500");

		assertThat(outcome()).isEqualTo(new Outcome(0, 8, OffsetRangesTests.ranges(11), OffsetRanges.NONE));
	}

	@Test
	void secondRejectionOfARedrivenRecordIsItsDocument() {
		record(10);
		this.comparison.addDocument(new IndexedDocument(10, "rejected-user-login-index-2026.01", "2-10-1000-5-77"));

		assertThat(outcome()).isEqualTo(new Outcome(1, 9, OffsetRanges.NONE, OffsetRanges.NONE));
	}

	@Test
	void offsetWithoutRecordIsNoLoss() {
		document(12, "2-12-1000");

		assertThat(outcome()).isEqualTo(new Outcome(0, 9, OffsetRanges.NONE, OffsetRanges.NONE));
	}

	@Test
	void lossIsRememberedWhenTheRecordIsDeleted() {
		document(11, "2-11-1000");

		Outcome outcome = this.comparison.outcome(RANGE, Set.of(), Set.of(10L, 11L));

		assertThat(outcome).isEqualTo(new Outcome(0, 8, OffsetRangesTests.ranges(10), OffsetRanges.NONE));
	}

	private void record(long offset) {
		this.comparison.addRecord(offset, 1000);
	}

	private void document(long offset, String id) {
		this.comparison.addDocument(new IndexedDocument(offset, "processed-user-login-index-2026.01", id));
	}

	private Outcome outcome() {
		return this.comparison.outcome(RANGE, Set.of(), Set.of());
	}

}
