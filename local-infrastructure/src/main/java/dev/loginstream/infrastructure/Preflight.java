package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What must hold before anything is started. Each failure is one line for the user.
 */
final class Preflight {

	private static final long LEAST_DISK = 1L << 30;

	private static final int CONNECT_MILLIS = 500;

	/**
	 * Kept from the garbage collector, which would release it; so does the system when
	 * the process ends.
	 */
	private static @Nullable FileLock lock;

	private Preflight() {
	}

	/**
	 * Checks, and takes the folder for this process alone until it ends.
	 * @param directory for data and logs
	 * @param fresh whether to delete what is in it
	 * @throws IllegalStateException if something does not hold
	 */
	static void check(Path directory, boolean fresh) {
		try {
			Files.createDirectories(directory);
			lock(directory);
			endLeftovers(directory);
			requirePorts();
			if (fresh) {
				deleteData(directory);
			}
			requireDisk(directory);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot write to " + directory + ": " + ex, ex);
		}
	}

	private static void lock(Path directory) throws IOException {
		FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		lock = channel.tryLock();
		if (lock == null) {
			throw new IllegalStateException("Another ./run is using " + directory + "; stop it with Ctrl-C first");
		}
	}

	// Nobody else has the lock, so these belong to a run that was killed.
	private static void endLeftovers(Path directory) {
		String mark = JvmProcess.mark(directory);
		List<ProcessHandle> leftovers = ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(mark))
			.toList();
		if (!leftovers.isEmpty()) {
			System.out.println("Ending " + leftovers.size() + " processes that a killed run left behind");
			leftovers.forEach(ProcessHandle::destroy);
			leftovers.forEach((process) -> process.onExit().completeOnTimeout(process, 40, TimeUnit.SECONDS).join());
		}
	}

	private static void deleteData(Path directory) throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(directory)) {
			files = all.filter((file) -> !file.equals(directory) && !file.endsWith("lock"))
				.sorted(Comparator.reverseOrder())
				.toList();
		}
		for (Path file : files) {
			Files.delete(file);
		}
	}

	private static void requireDisk(Path directory) {
		long free = directory.toFile().getUsableSpace();
		if (free < LEAST_DISK) {
			throw new IllegalStateException(
					"Only %d MiB of disk are free at %s; 1024 MiB are needed".formatted(free >> 20, directory));
		}
	}

	private static void requirePorts() {
		Map<Integer, String> ports = new TreeMap<>(Map.of(Pipeline.KAFKA_PORT, "Kafka", Pipeline.OPENSEARCH_PORT,
				"OpenSearch", Pipeline.PAGE_PORT, "the page"));
		for (LoginService service : LoginService.values()) {
			ports.put(service.managementPort(), "the " + service.label());
		}
		ports.forEach((port, who) -> {
			if (isTaken(port)) {
				throw new IllegalStateException(
						"Port %d, which %s needs, is taken by another process; stop that one first".formatted(port,
								who));
			}
		});
	}

	// Asks rather than binds: a bind fails for a minute after the last run, and succeeds
	// beside a listener on one
	// address alone.
	private static boolean isTaken(int port) {
		for (String loopback : List.of("127.0.0.1", "::1")) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
				return true;
			}
			catch (IOException ex) {
				// Nobody listens on this address.
			}
		}
		return false;
	}

}
