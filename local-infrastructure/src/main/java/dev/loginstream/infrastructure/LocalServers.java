package dev.loginstream.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The two servers of the pipeline, each as a process of its own on the loopback
 * interface. Their data survives a restart.
 */
public final class LocalServers {

	private static final List<String> OPENSEARCH_JVM = List.of("-Xms512m", "-Xmx1g", "-XX:+UseSerialGC",
			"--add-modules=jdk.incubator.vector");

	private LocalServers() {
	}

	/**
	 * A Kafka broker, not yet started.
	 * @param directory of the run; for its data and its log
	 * @param port for clients, as {@code localhost:port}
	 * @param settings of the broker besides, {@code key=value} each
	 * @return a process that is ready when the broker serves
	 */
	public static JvmProcess kafka(Path directory, int port, String... settings) {
		KafkaNode node = new KafkaNode(1, port, freePort());
		List<String> all = new ArrayList<>(
				node.settings(1, "controller.quorum.bootstrap.servers=" + node.controller()));
		all.addAll(List.of(settings));
		return broker("kafka", directory, List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"), all);
	}

	/**
	 * Kafka brokers that replicate every topic, not yet started. Of three or more any one
	 * may fail: the others have its records, and go on after some seconds.
	 * @param directory of the run; for their data and logs
	 * @param nodes how many
	 * @return the cluster, on ports that it keeps
	 */
	public static KafkaCluster kafkaCluster(Path directory, int nodes) {
		PrimitiveIterator.OfInt ports = IntStream.generate(LocalServers::freePort).distinct().iterator();
		List<KafkaNode> all = IntStream.rangeClosed(1, nodes)
			.mapToObj((id) -> new KafkaNode(id, ports.nextInt(), ports.nextInt()))
			.toList();
		String voters = all.stream().map(KafkaNode::voter).collect(Collectors.joining(","));
		List<String> jvm = List.of("-Xms128m", "-Xmx384m", "-XX:+UseSerialGC");
		// By default the log cleaner alone takes 128 MB of the heap.
		List<JvmProcess> brokers = all.stream()
			.map((node) -> broker("kafka-" + node.id(), directory, jvm,
					node.settings(nodes, "controller.quorum.voters=" + voters, "log.cleaner.dedupe.buffer.size=8388608",
							"unclean.leader.election.enable=false")))
			.toList();
		return new KafkaCluster(all.stream().map(KafkaNode::address).collect(Collectors.joining(",")), brokers);
	}

	/**
	 * An OpenSearch node without security, not yet started.
	 * @param directory of the run; for its data and its log
	 * @param port of its REST API, as {@code http://localhost:port}
	 * @return a process that is ready when the node serves
	 */
	public static JvmProcess openSearch(Path directory, int port) {
		return server("opensearch", "opensearch", "OpenSearchNode", classPath(), directory, OPENSEARCH_JVM,
				List.of(String.valueOf(port)));
	}

	/**
	 * An OpenSearch node with the security plugin, not yet started. Certificates, and the
	 * folder {@code opensearch-security} with users and roles, are to be in
	 * {@code opensearch/config} of the directory.
	 * @param directory of the run; for its data and its log
	 * @param port of its REST API
	 * @param settings of the node besides, {@code key=value} each
	 * @return a process that is ready when the node serves, which is before there are
	 * users
	 */
	public static JvmProcess secureOpenSearch(Path directory, int port, String... settings) {
		List<String> arguments = new ArrayList<>(List.of(String.valueOf(port)));
		arguments.addAll(List.of(settings));
		return server("opensearch", "secure-opensearch", "OpenSearchNode", secureClassPath(), directory, OPENSEARCH_JVM,
				arguments);
	}

	/**
	 * A port that nobody listens on.
	 * @return outside the system's ephemeral range, and one that no other JVM is given by
	 * this method
	 */
	public static int freePort() {
		return Ports.OWN.next();
	}

	private static JvmProcess broker(String name, Path directory, List<String> jvm, List<String> settings) {
		// The cluster's id: shared by the brokers of a run, and by no other run that gets
		// their ports.
		byte[] run = directory.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
		List<String> arguments = new ArrayList<>(List.of(UUID.nameUUIDFromBytes(run).toString()));
		arguments.addAll(settings);
		return server(name, "kafka", "KafkaBroker", classPath(), directory, jvm, arguments);
	}

	// The main class by its name: a caller's class path has no server to load it with.
	private static JvmProcess server(String name, String cacheName, String main, String classPath, Path directory,
			List<String> jvm, List<String> arguments) {
		Path data = directory.resolve(name).toAbsolutePath();
		List<String> command = new ArrayList<>(jvm);
		command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
				classPath, LocalServers.class.getPackageName() + "." + main, data.toString()));
		command.addAll(arguments);
		AotCache cache = new AotCache(target().resolve(cacheName + ".aot"), jar());
		return new JvmProcess(name, directory, cache, () -> command, ReadyFile.in(data));
	}

	private static String classPath() {
		return classPath(target());
	}

	// The plugin's own libraries come last, so that there is one version of each.
	private static String secureClassPath() {
		Path module = ProjectHome.find().resolve("secure-opensearch").resolve("target");
		try (Stream<Path> plugin = Files.list(module.resolve("plugin"))) {
			return Stream.concat(Stream.of(classPath(module)), plugin.map(Path::toString).sorted())
				.collect(Collectors.joining(File.pathSeparator));
		}
		catch (IOException ex) {
			throw new IllegalStateException("secure-opensearch is not built; run ./mvnw package first", ex);
		}
	}

	// Whence this class is: the tests of this very module run before its jar is packed,
	// and beside an older one.
	private static String classPath(Path module) {
		try {
			Path own = Path.of(LocalServers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return own + File.pathSeparator + Files.readString(module.resolve("server.classpath")).strip();
		}
		catch (IOException ex) {
			throw new IllegalStateException(module + " is not built; run ./mvnw package first", ex);
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

	/** Claimed with the first port. */
	private static final class Ports {

		private static final PortBlock OWN = PortBlock.claim();

	}

}
