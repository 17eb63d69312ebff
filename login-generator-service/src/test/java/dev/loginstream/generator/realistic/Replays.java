package dev.loginstream.generator.realistic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/** Streams that do not depend on the present. */
final class Replays {

	static final Instant FROM = Instant.parse("2025-03-03T00:00:00Z");

	static final Instant PRESENT = Instant.parse("2099-01-01T00:00:00Z");

	static final long SEED = 42;

	static final double MISSING_TYPE_SHARE = 0.05;

	private Replays() {
	}

	/** One login every {@code secondsPerEvent}, and no incidents. */
	static RealisticLogins withoutIncidents(int users, double secondsPerEvent) {
		return logins(SEED, users, secondsPerEvent, List.of(), null);
	}

	/** One login every {@code secondsPerEvent}, and an incident a minute or so. */
	static RealisticLogins withIncidents(long seed, double secondsPerEvent, List<IncidentKind> kinds,
			@Nullable Path groundTruth) {
		return logins(seed, 5000, secondsPerEvent, kinds, groundTruth);
	}

	private static RealisticLogins logins(long seed, int users, double secondsPerEvent, List<IncidentKind> kinds,
			@Nullable Path groundTruth) {
		RealisticProperties properties = new RealisticProperties(users, FROM, secondsPerEvent, Duration.ofMinutes(1),
				kinds, groundTruth);
		return new RealisticLogins(SEED, seed, 0, MISSING_TYPE_SHARE, properties, InstantSource.fixed(PRESENT));
	}

	/** The very users of these streams. */
	static Population population(int users) {
		Regions regions = Regions.load();
		return new Population(SEED, users, MISSING_TYPE_SHARE, regions, new Networks(regions, users));
	}

	static List<UserLogin> take(RealisticLogins logins, int count) {
		return Stream.generate(logins::next).limit(count).toList();
	}

}
