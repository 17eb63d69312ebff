package dev.loginstream.infrastructure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts a process again when it ends, as Compose and Kubernetes would. One that ends
 * soon after its start waits before the next, longer each time.
 */
final class Supervisor {

	private static final long LONG_LIVED_NANOS = Duration.ofSeconds(20).toNanos();

	private static final int LONGEST_WAIT_SECONDS = 30;

	private final Consumer<String> announce;

	private volatile boolean stopping;

	Supervisor(Consumer<String> announce) {
		this.announce = announce;
	}

	/**
	 * Starts a process and keeps it running.
	 * @param process not yet started
	 * @return completes when the process ends by itself with exit code 0
	 */
	CompletableFuture<Void> keepRunning(JvmProcess process) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		start(process, 0, done);
		return done;
	}

	private void start(JvmProcess process, int deathsInARow, CompletableFuture<Void> done) {
		long started = System.nanoTime();
		synchronized (this) {
			if (this.stopping) {
				return;
			}
			process.start();
		}
		process.onExit().thenAccept((exitCode) -> {
			if (this.stopping) {
				return;
			}
			if (exitCode == 0) {
				done.complete(null);
				return;
			}
			int deaths = (System.nanoTime() - started > LONG_LIVED_NANOS) ? 0 : deathsInARow;
			int wait = Math.min((1 << Math.min(deaths, 5)) - 1, LONGEST_WAIT_SECONDS);
			this.announce.accept("%s ended with exit code %d%s, see %s; starting it again%s".formatted(process.name(),
					exitCode, (exitCode > 128) ? " (signal " + (exitCode - 128) + ")" : "", process.log(),
					(wait > 0) ? " in " + wait + " s" : ""));
			Executor later = CompletableFuture.delayedExecutor(wait, TimeUnit.SECONDS);
			later.execute(() -> start(process, deaths + 1, done));
		});
	}

	/** From now on processes stay down. */
	synchronized void stop() {
		this.stopping = true;
	}

}
