package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own that can be started, killed and started again. What it prints is
 * appended to its log file.
 */
public final class JvmProcess implements AutoCloseable {

	/**
	 * Above the services' own budget of 30 s for a graceful shutdown, and the writing of
	 * a cache.
	 */
	private static final Duration LONGEST_STOP = Duration.ofSeconds(90);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

	private final String name;

	private final Path directory;

	private final AotCache cache;

	private final Supplier<List<String>> arguments;

	private final Readiness readiness;

	private boolean trainsCache;

	private boolean shortLived;

	private @Nullable Process process;

	/**
	 * Describes a process; {@link #start()} starts it.
	 * @param name what people call it, and its log
	 * @param directory of the run that it belongs to
	 * @param cache used if it is there
	 * @param arguments of {@code java}, asked for at every start
	 * @param readiness whether the started process serves
	 */
	JvmProcess(String name, Path directory, AotCache cache, Supplier<List<String>> arguments, Readiness readiness) {
		this.name = name;
		this.directory = directory;
		this.cache = cache;
		this.arguments = arguments;
		this.readiness = readiness;
	}

	/**
	 * Describes a process that counts as ready as soon as it runs, and has no cache.
	 * @param name what people call it, and its log
	 * @param directory of the run that it belongs to
	 * @param arguments of {@code java}
	 * @return a process, not yet started
	 */
	public static JvmProcess of(String name, Path directory, List<String> arguments) {
		AotCache none = new AotCache(directory.resolve("none.aot"), directory);
		return new JvmProcess(name, directory, none, () -> arguments, () -> true);
	}

	/**
	 * From now on writes its cache, where there is none, each time it ends.
	 * @return this
	 */
	public JvmProcess trainingCache() {
		this.trainsCache = true;
		return this;
	}

	/**
	 * From now on compiles fast rather than well: measured, a service then starts in half
	 * the CPU time, and a process that is killed soon has no use for better code.
	 * @return this
	 */
	public JvmProcess shortLived() {
		this.shortLived = true;
		return this;
	}

	/** Whether ending the process takes some seconds longer, once. */
	boolean hasCacheToWrite() {
		return this.trainsCache && !this.cache.isCurrent();
	}

	/**
	 * Starts the process and returns at once.
	 * @return this
	 * @throws UncheckedIOException if the system cannot start it
	 */
	public JvmProcess start() {
		this.readiness.reset();
		// The terminal sends Ctrl-C to every process in it; whoever started this one
		// decides when it stops, and in
		// which order. A JVM leaves signals alone that it finds ignored.
		List<String> command = new ArrayList<>(
				List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh", java(), mark(this.directory)));
		command.addAll(this.cache.options(this.trainsCache));
		if (this.shortLived) {
			command.add("-XX:TieredStopAtLevel=1");
		}
		command.addAll(this.arguments.get());
		try {
			Files.createDirectories(log().getParent());
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
				.start();
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + this.name, ex);
		}
		return this;
	}

	/**
	 * Waits until the process serves.
	 * @param timeout how long at most
	 * @return this
	 * @throws IllegalStateException if it ends instead, or the time is over; the message
	 * names the log file
	 */
	public JvmProcess awaitReady(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!isReady()) {
			if (!isAlive()) {
				throw new IllegalStateException(
						"%s ended with exit code %d, see %s".formatted(this.name, started().exitValue(), log()));
			}
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException(
						"%s is not ready after %s, see %s".formatted(this.name, timeout, log()));
			}
			pause();
		}
		return this;
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * By which a process is known to belong to a run.
	 * @param directory of the run
	 * @return an argument that every process has which was started for it
	 */
	static String mark(Path directory) {
		return "-Dlogin-stream.run=" + directory.toAbsolutePath();
	}

	private void pause() {
		try {
			if (started().waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + this.name, ex);
		}
	}

	public boolean isReady() {
		return isAlive() && this.readiness.isReady();
	}

	public boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	public String name() {
		return this.name;
	}

	public Path log() {
		return this.directory.toAbsolutePath().resolve("logs").resolve(this.name + ".log");
	}

	public long pid() {
		return started().pid();
	}

	/**
	 * The end of the process that runs now.
	 * @return completes with its exit code: 128 + n after signal n
	 */
	public CompletableFuture<Integer> onExit() {
		return started().onExit().thenApply(Process::exitValue);
	}

	/**
	 * Lets the process stand still (SIGSTOP) as one that hangs or lost its network: its
	 * connections stay open and nothing answers.
	 * @throws IllegalStateException if the process does not run
	 */
	public void suspend() {
		signal("STOP");
	}

	/**
	 * Lets a suspended process go on (SIGCONT); without effect on one that was not.
	 * @throws IllegalStateException if the process does not run
	 */
	public void resume() {
		signal("CONT");
	}

	/** Ends the process as a crash would (SIGKILL), and waits for that. */
	public void kill() {
		started().destroyForcibly();
		started().onExit().join();
	}

	/** Asks the process to end (SIGTERM), even a suspended one; does not wait. */
	public void terminate() {
		if (this.process != null) {
			this.process.destroy();
			// A suspended process sees other signals when it goes on.
			send("CONT");
		}
	}

	/** Asks the process to end and waits; past its shutdown budget it is killed. */
	@Override
	public void close() {
		if (this.process == null) {
			return;
		}
		terminate();
		try {
			if (!this.process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			kill();
		}
	}

	private void signal(String signal) {
		if (!send(signal)) {
			throw new IllegalStateException("%s does not run, so takes no SIG%s".formatted(this.name, signal));
		}
	}

	// Java itself sends no signals but SIGTERM and SIGKILL.
	private boolean send(String signal) {
		if (!isAlive()) {
			return false;
		}
		try {
			return new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid()).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.onExit()
				.join()
				.exitValue() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot send SIG" + signal + " to " + this.name, ex);
		}
	}

	private Process started() {
		if (this.process == null) {
			throw new IllegalStateException(this.name + " was never started");
		}
		return this.process;
	}

}
