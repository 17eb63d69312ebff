package dev.loginstream.infrastructure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A service's boot jar, laid out for a fast start as the images have it: its classes in
 * one jar and its libraries beside. Classes of nested jars cannot be in an
 * {@link AotCache}.
 *
 * @param path the jar that Maven built
 */
record BootJar(Path path) {

	/**
	 * Extracts the jar, unless that was done already. Of two JVMs that want it at once,
	 * one waits for the other.
	 * @return the jar to start
	 * @throws IllegalStateException if the service was not built or cannot be extracted
	 */
	Path extracted() {
		Path folder = this.path.resolveSibling("extracted");
		Path jar = folder.resolve(this.path.getFileName());
		try {
			if (!Files.exists(this.path)) {
				throw new IllegalStateException(this.path + " is not built; run ./mvnw package first");
			}
			try (FileChannel channel = FileChannel.open(this.path.resolveSibling("extracted.lock"),
					StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
				if (!Changes.isCurrent(jar, this.path)) {
					extract(folder);
				}
			}
			return jar;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot extract " + this.path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while extracting " + this.path, ex);
		}
	}

	private void extract(Path folder) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(JvmProcess.java(), "-Djarmode=tools", "-XX:TieredStopAtLevel=1", "-jar",
				this.path.toString(), "extract", "--force", "--destination", folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IOException("Extraction did not end well");
		}
	}

}
