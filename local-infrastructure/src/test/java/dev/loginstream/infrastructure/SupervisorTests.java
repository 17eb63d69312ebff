package dev.loginstream.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final List<String> announced = new CopyOnWriteArrayList<>();

	private final Supervisor supervisor = new Supervisor(this.announced::add);

	@Test
	void killedProcessIsStartedAgainAndThatIsSaid(@TempDir Path directory) throws Exception {
		try (JvmProcess process = source(directory,
				"void main() throws Exception { Thread.currentThread().join(); }")) {
			this.supervisor.keepRunning(process);
			long first = process.pid();

			process.kill();

			Awaitility.await().atMost(TIMEOUT).until(() -> process.isAlive() && process.pid() != first);
			assertThat(this.announced).singleElement()
				.asString()
				.contains("exit code 137 (signal 9)", "starting it again");
			this.supervisor.stop();
		}
	}

	@Test
	void processThatEndsWellIsDone(@TempDir Path directory) throws Exception {
		CompletableFuture<Void> done = this.supervisor.keepRunning(source(directory, "void main() { }"));

		done.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		assertThat(this.announced).isEmpty();
	}

	private static JvmProcess source(Path directory, String code) throws Exception {
		Path file = Files.writeString(directory.resolve("Main.java"), code);
		return new JvmProcess("test", directory, new AotCache(file, file), () -> List.of(file.toString()), () -> true);
	}

}
