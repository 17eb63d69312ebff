package dev.loginstream.generator.realistic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppReleasesTests {

	@Test
	void versionsGoUpEveryThreeWeeks() {
		List<String> versions = new ArrayList<>();
		long first = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();
		for (int release = 0; release < 500; release++) {
			versions.add(AppReleases.newestAt(first + release * Duration.ofDays(21).toSeconds()));
		}

		assertThat(versions).startsWith("1.0.0", "1.0.1", "1.1.0").doesNotHaveDuplicates();
		assertThat(versions.stream().mapToInt(AppReleasesTests::order)).isSorted();
	}

	@Test
	void earlierTimesHaveTheFirstVersion() {
		assertThat(AppReleases.newestAt(Instant.parse("2001-01-01T00:00:00Z").getEpochSecond())).isEqualTo("1.0.0");
	}

	static int order(String version) {
		String[] parts = version.split("\\.");
		return Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]) * 100 + Integer.parseInt(parts[2]);
	}

	/** The first second of the next version. */
	static long nextRelease(long second) {
		long later = second;
		while (AppReleases.newestAt(later).equals(AppReleases.newestAt(second))) {
			later += Duration.ofDays(1).toSeconds();
		}
		while (AppReleases.newestAt(later - 1).equals(AppReleases.newestAt(later))) {
			later--;
		}
		return later;
	}

}
