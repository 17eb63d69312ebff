package dev.loginstream.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process takes of the machine.
 *
 * @param pid of a running process
 */
record ProcessUse(long pid) {

	/** CPU time since it was started, of all its threads. */
	Duration cpu() {
		return ProcessHandle.of(this.pid).flatMap((process) -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
	}

	/** Resident memory now, in bytes; 0 where the system has no {@code /proc}. */
	long rss() {
		return status("VmRSS:");
	}

	/** The most resident memory so far, in bytes; 0 likewise. */
	long peakRss() {
		return status("VmHWM:");
	}

	private long status(String field) {
		Path status = Path.of("/proc", String.valueOf(this.pid), "status");
		if (!Files.exists(status)) {
			return 0;
		}
		try {
			return Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith(field))
				.map((line) -> line.replaceAll("[^0-9]", ""))
				.mapToLong(Long::parseLong)
				.sum() << 10;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
