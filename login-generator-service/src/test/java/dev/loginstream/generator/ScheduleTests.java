package dev.loginstream.generator;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScheduleTests {

	@Test
	void neverRunsAheadOfTheRate() throws InterruptedException {
		Schedule schedule = new Schedule(200);
		long start = System.nanoTime();

		for (int i = 0; i < 41; i++) {
			schedule.awaitNext();
		}

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void interruptEndsTheWait() {
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> new Schedule(0).awaitNext());
	}

}
