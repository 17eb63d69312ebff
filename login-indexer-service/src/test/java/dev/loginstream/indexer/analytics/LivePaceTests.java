package dev.loginstream.indexer.analytics;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LivePaceTests {

	private final LivePace pace = LivePace.EACH_SECOND;

	@Test
	void whatIsQuickBeginsEachSecond() {
		assertThat(this.pace.after(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(980));
		assertThat(this.pace.after(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(900));
	}

	@Test
	void whatIsSlowTakesATenthOfTheTime() {
		assertThat(this.pace.after(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(3600));
		assertThat(this.pace.after(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(45));
	}

	@Test
	void whatFailedIsTriedAgainSoon() {
		assertThat(this.pace.afterFailure(Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(997));
		assertThat(this.pace.afterFailure(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
	}

}
