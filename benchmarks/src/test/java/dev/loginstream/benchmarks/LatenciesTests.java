package dev.loginstream.benchmarks;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTests {

	private final Latencies latencies = new Latencies(LongStream.rangeClosed(1, 1000).toArray());

	@Test
	void shareOfTheEventsWasNotSlower() {
		assertThat(this.latencies.quantile(0.5)).isEqualTo(0.5);
		assertThat(this.latencies.quantile(0.99)).isEqualTo(0.99);
	}

	@Test
	void slowestIsTheWholeShare() {
		assertThat(this.latencies.quantile(1)).isEqualTo(1);
	}

}
