package dev.loginstream.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.loginstream.infrastructure.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StopwatchTests {

	private final Stopwatch stopwatch = new Stopwatch(List.of());

	private final AtomicLong done = new AtomicLong();

	@TempDir
	Path directory;

	@Test
	void warmUpIsNotMeasured() throws Exception {
		try (JvmProcess process = waiting()) {
			Measurement measurement = this.stopwatch.measure(process, () -> this.done.addAndGet(100), 1000, 400);
			assertThat(measurement.amount()).isEqualTo(400);
			assertThat(measurement.marks()).hasSize(3);
			assertThat(measurement.rate()).isPositive();
		}
	}

	@Test
	void processThatEndsIsReported() {
		try (JvmProcess process = JvmProcess.of("versioned", this.directory, List.of("--version")).start()) {
			process.onExit().join();
			assertThatIllegalStateException().isThrownBy(() -> this.stopwatch.await(process, () -> 5, 10))
				.withMessageContaining("versioned has done 5 of 10 and has ended, see")
				.withMessageContaining("versioned.log");
		}
	}

	// A process that neither works nor ends by itself.
	private JvmProcess waiting() {
		return JvmProcess
			.of("waiting", this.directory,
					List.of("-cp", System.getProperty("java.class.path"), StopwatchTests.class.getName()))
			.start();
	}

	static void main() throws InterruptedException {
		Thread.currentThread().join();
	}

}
