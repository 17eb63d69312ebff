package dev.loginstream.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.loginstream.infrastructure.MeasuredSection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of what was measured, which a run of full size puts into
 * {@code docs/guarantees.md}. Its seed is that of every scenario: the same seed, by
 * {@code -Dfaults.seed}, means the same events and the same choices, though not the same
 * timing.
 */
final class Report {

	private static final Logger logger = LoggerFactory.getLogger(Report.class);

	private final long seed = Long.getLong("faults.seed", new Random().nextLong(1L << 32));

	private final List<String> scenarios = new ArrayList<>();

	private final List<String> controls = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	Report() {
		logger.info("Seed {}", this.seed);
	}

	long seed() {
		return this.seed;
	}

	synchronized void scenario(Outcome outcome, int faults, Progress progress) {
		String row = "| %s | %,d | %d | %d | %d | %s | %s |".formatted(outcome.scenario(), outcome.events(), faults,
				outcome.lost().size(), outcome.doubled().size(), seconds(progress.longestOutage()),
				seconds(progress.longestRecovery()));
		logger.info("{}", row);
		this.scenarios.add(row);
	}

	synchronized void control(Outcome outcome) {
		String row = "| %s | %,d | %d | %d |".formatted(outcome.scenario(), outcome.events(), outcome.lost().size(),
				outcome.doubled().size());
		logger.info("{}", row);
		this.controls.add(row);
	}

	/** A figure that has no column. */
	synchronized void remark(String remark, Object... values) {
		String text = remark.formatted(values);
		logger.info("{}", text);
		this.remarks.add("- " + text);
	}

	static String seconds(Duration duration) {
		return duration.isZero() ? "" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	/**
	 * Replaces what an earlier run wrote.
	 * @param document that has the two marks
	 */
	void writeTo(Path document) throws IOException {
		new MeasuredSection(document, "-Pfaults").write("Seed `%d`".formatted(this.seed), """
				| scenario | events | faults | lost | doubled | longest outage | recovery |
				| --- | ---: | ---: | ---: | ---: | ---: | ---: |
				%s

				| control | events | lost | doubled |
				| --- | ---: | ---: | ---: |
				%s

				%s
				""".formatted(String.join("\n", this.scenarios), String.join("\n", this.controls),
				String.join("\n", this.remarks)));
	}

}
