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

		for (int due = 0; due < 41;) {
			due += schedule.awaitDue(41 - due);
		}

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void catchesUpWithWhatIsDue() throws InterruptedException {
		Schedule schedule = new Schedule(1000);
		long start = System.nanoTime();
		while (System.nanoTime() - start < Duration.ofMillis(50).toNanos()) {
			Thread.onSpinWait();
		}

		assertThat(schedule.awaitDue(20)).isEqualTo(20);
		assertThat(schedule.awaitDue(30)).isEqualTo(30);
	}

	@Test
	void interruptEndsTheWait() {
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> new Schedule(0).awaitDue(1));
	}

}
