package dev.loginstream.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A program of the machine. A test that asks for one which is not installed is skipped.
 */
enum Tool {

	PROMETHEUS("prometheus", "prometheus"),

	PROMTOOL("prometheus", "promtool"),

	ALERTMANAGER("prometheus-alertmanager", "alertmanager", "prometheus-alertmanager"),

	AMTOOL("prometheus-alertmanager", "amtool"),

	SHELLCHECK("shellcheck", "shellcheck"),

	/** Debian 12 has one that knows no components. */
	KUBECTL("kubernetes-client (1.27 or newer)", "kubectl");

	private final String debianPackage;

	private final List<String> names;

	Tool(String debianPackage, String... names) {
		this.debianPackage = debianPackage;
		this.names = List.of(names);
	}

	/**
	 * A command line.
	 * @param arguments of the program
	 * @return program and arguments
	 */
	List<String> command(String... arguments) {
		List<String> installed = this.names.stream().filter(Tool::isInstalled).toList();
		assumeThat(installed).as("%s is not installed: apt-get install %s", this, this.debianPackage).isNotEmpty();
		List<String> command = new ArrayList<>(List.of(installed.getFirst()));
		command.addAll(List.of(arguments));
		return command;
	}

	/**
	 * Runs the program and fails when it does.
	 * @param arguments of the program
	 * @return what it printed on standard output
	 */
	String run(String... arguments) throws IOException, InterruptedException {
		Path errors = Files.createTempFile("errors", ".txt");
		Process process = new ProcessBuilder(command(arguments)).redirectError(errors.toFile()).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as("%s %s%n%s%n%s", this, List.of(arguments), output, Files.readString(errors))
			.isZero();
		Files.delete(errors);
		return output;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static boolean isInstalled(String name) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, name)));
	}

}
