package dev.loginstream.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the whole project, whichever module the process was started in.
 */
final class ProjectHome {

	private ProjectHome() {
	}

	/**
	 * Looks from the working directory upwards.
	 * @return the folder that has the Maven wrapper
	 * @throws IllegalStateException if there is none
	 */
	static Path find() {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("local-infrastructure"))) {
				return folder;
			}
		}
		throw new IllegalStateException("Not inside a Login Stream checkout: " + Path.of("").toAbsolutePath());
	}

}
