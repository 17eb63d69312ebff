package dev.loginstream.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two servers of the pipeline, each as a process of its own on the loopback
 * interface. Their data survives a restart.
 */
public final class LocalServers {

	private LocalServers() {
	}

	/**
	 * A Kafka broker, not yet started.
	 * @param directory of the run; for its data and its log
	 * @param port for clients, as {@code localhost:port}
	 * @return a process that is ready when the broker serves
	 */
	public static JvmProcess kafka(Path directory, int port) {
		return server("kafka", "KafkaBroker", directory, List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"),
				List.of(String.valueOf(port), String.valueOf(freePort())));
	}

	/**
	 * An OpenSearch node without security, not yet started.
	 * @param directory of the run; for its data and its log
	 * @param port of its REST API, as {@code http://localhost:port}
	 * @return a process that is ready when the node serves
	 */
	public static JvmProcess openSearch(Path directory, int port) {
		return server("opensearch", "OpenSearchNode", directory,
				List.of("-Xms512m", "-Xmx1g", "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"),
				List.of(String.valueOf(port)));
	}

	/**
	 * A port that nobody listens on.
	 * @return from the system's ephemeral range; another process may still take it
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No free port", ex);
		}
	}

	// The main class by its name: a caller's class path has no server to load it with.
	private static JvmProcess server(String name, String main, Path directory, List<String> jvm,
			List<String> arguments) {
		Path data = directory.resolve(name).toAbsolutePath();
		List<String> command = new ArrayList<>(jvm);
		command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
				classPath(), LocalServers.class.getPackageName() + "." + main, data.toString()));
		command.addAll(arguments);
		AotCache cache = new AotCache(target().resolve(name + ".aot"), jar());
		return new JvmProcess(name, directory, cache, () -> command, ReadyFile.in(data));
	}

	// Whence this class is: the tests of this very module run before its jar is packed,
	// and beside an older one.
	private static String classPath() {
		try {
			Path own = Path.of(LocalServers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return own + File.pathSeparator + Files.readString(target().resolve("server.classpath")).strip();
		}
		catch (IOException ex) {
			throw new IllegalStateException("local-infrastructure is not built; run ./mvnw package first", ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path jar() {
		return target().resolve("local-infrastructure.jar");
	}

	private static Path target() {
		return ProjectHome.find().resolve("local-infrastructure").resolve("target");
	}

}
