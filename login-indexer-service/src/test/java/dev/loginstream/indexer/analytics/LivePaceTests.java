package dev.loginstream.indexer.analytics;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LivePaceTests {

	private final LivePace pace = LivePace.EACH_SECOND;

	@Test
	void whatIsQuickBeginsEachSecond() {
		assertThat(after(20, 30)).hasMillis(980);
		assertThat(after(100, 100)).hasMillis(900);
	}

	@Test
	void whatIsSlowTakesATenthOfTheTime() {
		assertThat(after(400, 500)).hasMillis(3600);
		assertThat(after(5000, 5000)).hasMillis(45_000);
	}

	@Test
	void whatIsSlowOnceDoesNotCount() {
		assertThat(after(3000, 0)).isZero();
		assertThat(after(3000, 100)).hasMillis(900);
		assertThat(after(100, 3000)).hasMillis(900);
	}

	private Duration after(long took, long before) {
		return this.pace.after(Duration.ofMillis(took), Duration.ofMillis(before));
	}

	@Test
	void whatFailedIsTriedAgainSoon() {
		assertThat(this.pace.afterFailure(Duration.ofMillis(3))).hasMillis(997);
		assertThat(this.pace.afterFailure(Duration.ofSeconds(5))).hasSeconds(5);
	}

}
