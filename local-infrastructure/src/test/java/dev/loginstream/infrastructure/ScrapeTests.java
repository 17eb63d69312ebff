package dev.loginstream.infrastructure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeTests {

	@Test
	void metricIsSummedUpOverItsLabels() {
		Scrape scrape = Scrape.parse("""
				# HELP login_events_rejected_total Records written to the dead-letter topic
				# TYPE login_events_rejected_total counter
				login_events_rejected_total{reason="not_json"} 2.0
				login_events_rejected_total{reason="null_value"} 3.0
				login_events_processed_total 1.2E4
				jvm_threads_live_threads 20.0
				""");

		assertThat(scrape.value("login_events_rejected_total")).isEqualTo(5);
		assertThat(scrape.value("login_events_processed_total")).isEqualTo(12_000);
	}

	@Test
	void serviceThatDoesNotAnswerHasZeros() {
		assertThat(Scrape.of(LocalServers.freePort()).value("login_events_processed_total")).isZero();
	}

}
