package dev.loginstream.generator.realistic;

import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatedClockTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

	@Test
	void liveEventsHappenNow() {
		SimulatedClock clock = new SimulatedClock(InstantSource.fixed(NOW), null, 60, 50);

		assertThat(clock.next()).isEqualTo(NOW.toEpochMilli());
		assertThat(clock.eventsPerSecond()).isEqualTo(50);
	}

	@Test
	void replayedEventsFollowRateAndAcceleration() {
		SimulatedClock clock = new SimulatedClock(InstantSource.fixed(NOW), FROM, 60, 50);

		assertThat(clock.next()).isEqualTo(FROM.toEpochMilli());
		assertThat(clock.next()).isEqualTo(FROM.plusMillis(1200).toEpochMilli());
		assertThat(clock.next()).isEqualTo(FROM.plusMillis(2400).toEpochMilli());
	}

	@Test
	void accelerationIsSecondsAnEventWithoutRate() {
		SimulatedClock clock = new SimulatedClock(InstantSource.fixed(NOW), FROM, 0.5, 0);

		clock.next();
		assertThat(clock.next()).isEqualTo(FROM.plusMillis(500).toEpochMilli());
		assertThat(clock.eventsPerSecond()).isEqualTo(2);
	}

	@Test
	void replayEndsInThePresent() {
		SimulatedClock clock = new SimulatedClock(InstantSource.fixed(NOW), NOW.minusSeconds(2), 1, 0);

		clock.next();
		assertThat(clock.next()).isEqualTo(NOW.minusSeconds(1).toEpochMilli());
		assertThat(clock.next()).isEqualTo(NOW.toEpochMilli());
		assertThat(clock.next()).isEqualTo(NOW.toEpochMilli());
	}

}
