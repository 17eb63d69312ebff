package dev.loginstream.infrastructure;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The three services, each run as a process of its own from its boot jar.
 */
public enum LoginService {

	/** Writes {@code user-login}. */
	GENERATOR(8081),
	/** {@code user-login} to {@code processed-user-login} and {@code user-login-dlt}. */
	PROCESSOR(8082),
	/** {@code processed-user-login} to OpenSearch. */
	INDEXER(8083);

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	/**
	 * Uses the bean definitions that the build made; without it Spring works them out.
	 */
	private static final String MADE_BEANS = "-Dspring.aot.enabled=true";

	private final int managementPort;

	LoginService(int managementPort) {
		this.managementPort = managementPort;
	}

	/** Where it serves health and metrics in {@code ./run}. */
	int managementPort() {
		return this.managementPort;
	}

	/**
	 * The service as a process, not yet started.
	 * @param directory of the run; for its log
	 * @param managementPort where it serves its health and metrics
	 * @param settings {@code --key=value} arguments, asked for at every start
	 * @return a process that is ready when the service says so
	 * @throws IllegalStateException if the service was not built
	 */
	public JvmProcess on(Path directory, int managementPort, Supplier<List<String>> settings) {
		Path jar = extracted();
		return process(directory, managementPort, jar, List.of(MADE_BEANS, "-jar", jar.toString()), settings);
	}

	/**
	 * The service as a process that another main class starts, not yet started. Lets a
	 * test change what no setting can.
	 * @param main class with the main method; its class path is put behind the service's
	 * @param directory of the run; for its log
	 * @param managementPort where it serves its health and metrics
	 * @param settings {@code --key=value} arguments, asked for at every start
	 * @return a process that is ready when the service says so
	 * @throws IllegalStateException if the service was not built
	 */
	public JvmProcess startedBy(Class<?> main, Path directory, int managementPort, Supplier<List<String>> settings) {
		Path jar = extracted();
		String classes = main.getProtectionDomain().getCodeSource().getLocation().getPath();
		List<String> command = List.of("-cp", jar + File.pathSeparator + classes, main.getName());
		return process(directory, managementPort, jar, command, settings);
	}

	private JvmProcess process(Path directory, int managementPort, Path jar, List<String> start,
			Supplier<List<String>> settings) {
		AotCache cache = new AotCache(jar().resolveSibling(label() + ".aot"), jar);
		return new JvmProcess(label(), directory, cache, () -> {
			List<String> command = new ArrayList<>();
			command.add(jvmOptions());
			command.addAll(start);
			command.add("--management.server.port=" + managementPort);
			List<String> given = settings.get();
			if (this == INDEXER && given.stream().noneMatch((setting) -> setting.startsWith("--server.port="))) {
				// Its API and page: where nobody asked for them, on any free port. Given
				// twice, the port would be "0,8080".
				command.add("--server.port=0");
			}
			command.addAll(given);
			return command;
		}, () -> isReady(managementPort));
	}

	// The very file that is in the images.
	private static String jvmOptions() {
		return "@" + ProjectHome.find().resolve("deploy/docker/jvm.options");
	}

	private Path extracted() {
		return new BootJar(jar()).extracted();
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** How the settings of this service begin on a command line. */
	String settingsPrefix() {
		return "--login." + label() + ".";
	}

	private Path jar() {
		String module = "login-" + label() + "-service";
		return ProjectHome.find().resolve(module).resolve("target").resolve(module + ".jar");
	}

	private static boolean isReady(int managementPort) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(1))
			.build();
		try {
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
