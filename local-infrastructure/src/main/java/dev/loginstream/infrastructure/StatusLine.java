package dev.loginstream.infrastructure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One line that says what flows, from the services' own meters.
 */
final class StatusLine {

	private final Map<String, Total> totals = new HashMap<>();

	private final long start = System.nanoTime();

	/**
	 * Reads the meters.
	 * @return one line without an end
	 */
	String read() {
		Scrape generator = Scrape.of(LoginService.GENERATOR.managementPort());
		Scrape processor = Scrape.of(LoginService.PROCESSOR.managementPort());
		Scrape indexer = Scrape.of(LoginService.INDEXER.managementPort());
		long generated = total(generator, "login_events_generated_total");
		long processed = total(processor, "login_events_processed_total");
		long rejected = total(processor, "login_events_rejected_total")
				+ total(indexer, "login_documents_rejected_total");
		long indexed = total(indexer, "login_documents_indexed_total");
		Duration since = Duration.ofNanos(System.nanoTime() - this.start);
		return "%02d:%02d  generated %,d  processed %,d  rejected %,d  indexed %,d  lag %s + %s  latency %s  %s"
			.formatted(since.toMinutes(), since.toSecondsPart(), generated, processed, rejected, indexed,
					lag(processor), lag(indexer), latency(indexer), AuditProgress.of(indexer).status());
	}

	private static String lag(Scrape consumer) {
		double lag = consumer.value("login_consumer_lag", Double.NaN);
		return Double.isNaN(lag) ? "?" : "%,.0f".formatted(lag);
	}

	private String latency(Scrape indexer) {
		Total seconds = this.totals.computeIfAbsent("login_pipeline_latency_seconds_sum", (key) -> new Total());
		Total count = this.totals.computeIfAbsent("login_pipeline_latency_seconds_count", (key) -> new Total());
		double newSeconds = seconds.add(indexer.value("login_pipeline_latency_seconds_sum", Double.NaN));
		double newCount = count.add(indexer.value("login_pipeline_latency_seconds_count", Double.NaN));
		return (newCount > 0) ? "%.2f s".formatted(newSeconds / newCount) : "-";
	}

	private long total(Scrape scrape, String metric) {
		Total total = this.totals.computeIfAbsent(metric, (key) -> new Total());
		total.add(scrape.value(metric, Double.NaN));
		return (long) total.sum;
	}

	/** Goes on where a restarted service begins at zero again. */
	private static final class Total {

		private double sum;

		private double last;

		double add(double current) {
			if (Double.isNaN(current)) {
				// No answer, which is no restart.
				return 0;
			}
			double difference = (current >= this.last) ? current - this.last : current;
			this.sum += difference;
			this.last = current;
			return difference;
		}

	}

}
