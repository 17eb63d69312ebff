package dev.loginstream.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
	GENERATOR,
	/** {@code user-login} to {@code processed-user-login} and {@code user-login-dlt}. */
	PROCESSOR,
	/** {@code processed-user-login} to OpenSearch. */
	INDEXER;

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

	/** Small, since the heap is: what is large in a service is a batch. */
	private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

	/**
	 * The service as a process, not yet started.
	 * @param directory for its log
	 * @param managementPort where it serves its health and metrics
	 * @param settings {@code --key=value} arguments, asked for at every start
	 * @return a process that is ready when the service says so
	 * @throws IllegalStateException if the service was not built
	 */
	public JvmProcess on(Path directory, int managementPort, Supplier<List<String>> settings) {
		String name = name().toLowerCase(Locale.ROOT);
		Path jar = jar();
		if (!Files.exists(jar)) {
			throw new IllegalStateException(jar + " is not built; run ./mvnw package first");
		}
		return new JvmProcess(name, directory.resolve(name + ".log"), () -> {
			List<String> command = new ArrayList<>(JVM);
			command.addAll(List.of("-jar", jar.toString(), "--management.server.port=" + managementPort));
			command.addAll(settings.get());
			return command;
		}, () -> {
		}, () -> isReady(managementPort));
	}

	/** The setting by which a service of this kind is named. */
	String settingsPrefix() {
		return "--login." + name().toLowerCase(Locale.ROOT) + ".";
	}

	private Path jar() {
		String module = "login-" + name().toLowerCase(Locale.ROOT) + "-service";
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
