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
record ReadyFile(Path path) {

	static ReadyFile in(Path directory) {
		return new ReadyFile(directory.resolve("ready"));
	}

	void create() throws IOException {
		Files.createFile(this.path);
	}

	void delete() {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean exists() {
		return Files.exists(this.path);
	}

}
