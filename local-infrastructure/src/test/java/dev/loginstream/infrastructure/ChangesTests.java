package dev.loginstream.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTests {

	private static final FileTime OF_EVERY_BUILD = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

	@Test
	void sourceWrittenAnewIsSeenThoughItsTimeOfModificationIsNot(@TempDir Path directory) throws Exception {
		Path source = write(directory.resolve("source.jar"));
		Path made = write(directory.resolve("made.jar"));
		assertThat(Changes.isCurrent(made, source)).isTrue();

		// The clock of a file system is coarse.
		Awaitility.await().untilAsserted(() -> {
			write(source);
			assertThat(Changes.isCurrent(made, source)).isFalse();
		});
	}

	@Test
	void whatWasNeverMadeIsNotCurrent(@TempDir Path directory) throws Exception {
		assertThat(Changes.isCurrent(directory.resolve("made.jar"), write(directory.resolve("source.jar")))).isFalse();
	}

	private static Path write(Path file) throws Exception {
		Files.writeString(file, "content");
		return Files.setLastModifiedTime(file, OF_EVERY_BUILD);
	}

}
