package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM's ahead-of-time cache (JEP 483, JEP 514) of classes that an earlier run loaded
 * and linked. Measured on two cores, a process then starts in half the CPU time. A cache
 * that does not fit its JVM or class path is passed over by the JVM itself.
 *
 * @param file the cache
 * @param jar what it was made of: a newer one makes it useless
 */
record AotCache(Path file, Path jar) {

	/**
	 * Options of {@code java} for a run.
	 * @param train whether to write the cache when the process ends, if there is none
	 * @return none if there is no cache to use or to write
	 */
	List<String> options(boolean train) {
		if (isCurrent()) {
			return List.of("-XX:AOTCache=" + this.file, "-Xlog:aot*=error");
		}
		return train ? List.of("-XX:AOTCacheOutput=" + this.file, "-Xlog:aot*=error") : List.of();
	}

	boolean isCurrent() {
		try {
			return Changes.isCurrent(this.file, this.jar);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
