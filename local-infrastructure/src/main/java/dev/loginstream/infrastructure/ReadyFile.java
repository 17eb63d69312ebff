package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * By which a server's process says that it is up.
 *
 * @param path the file; there while the server is up
 */
record ReadyFile(Path path) implements Readiness {

	static ReadyFile in(Path directory) {
		return new ReadyFile(directory.resolve("ready"));
	}

	void create() throws IOException {
		Files.createFile(this.path);
	}

	@Override
	public boolean isReady() {
		return Files.exists(this.path);
	}

	@Override
	public void reset() {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
