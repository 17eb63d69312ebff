package dev.loginstream.infrastructure;

import java.util.Map;

import dev.loginstream.infrastructure.EventCounts.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotTests {

	@Test
	void countsAgreeWhenEachEventIsAtEveryHop() {
		assertThat(snapshot(100, 90, 10, 2, 88, 0, 0).agrees(100)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "99, 89, 10, 2, 87, 0, 0", "100, 89, 10, 2, 87, 1, 0", "100, 90, 10, 2, 87, 0, 0",
			"100, 90, 10, 2, 89, 0, 0", "100, 90, 10, 2, 88, 0, 1", "100, 91, 10, 2, 89, 0, 0" })
	void lostDoubledOrLateEventIsNoAgreement(long generated, long processed, long rejected, long unindexable,
			long documents, long missing, long doubled) {
		assertThat(snapshot(generated, processed, rejected, unindexable, documents, missing, doubled).agrees(100))
			.isFalse();
	}

	@Test
	void tableNamesHopsAndReasons() {
		assertThat(snapshot(100, 90, 10, 2, 88, 0, 0).table()).contains("processed-user-login", "not_json 10",
				"unindexable");
	}

	private static Snapshot snapshot(long generated, long processed, long rejected, long unindexable, long documents,
			long missing, long doubled) {
		return new Snapshot(generated, processed, Map.of("not_json", rejected), unindexable, documents, missing,
				doubled);
	}

}
