package dev.loginstream.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Tells which of two files was written last. Not by the time of modification: in a
 * reproducible build that is the same for every jar, however new.
 */
final class Changes {

	private Changes() {
	}

	/**
	 * Whether a file was made of another as that is now.
	 * @param made file that may not be there
	 * @param source that it was made of
	 * @return false if it is not there, or older
	 * @throws IOException if the source cannot be looked at
	 */
	static boolean isCurrent(Path made, Path source) throws IOException {
		return Files.exists(made) && lastChange(made).compareTo(lastChange(source)) >= 0;
	}

	private static FileTime lastChange(Path file) throws IOException {
		return (FileTime) Files.getAttribute(file, "unix:ctime");
	}

}
