package dev.loginstream.generator.realistic;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A file that tells which incidents there were: JSON lines, each an
 * {@link InjectedIncident}.
 */
final class GroundTruth implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GroundTruth.class);

	private @Nullable Writer writer;

	private GroundTruth(@Nullable Writer writer) {
		this.writer = writer;
	}

	/**
	 * Opens the file.
	 * @param file to append to, made if it is not there; none to tell nobody
	 * @return the ground truth
	 * @throws InvalidConfigurationPropertyValueException if it cannot be written
	 */
	static GroundTruth in(@Nullable Path file) {
		if (file == null) {
			return new GroundTruth(null);
		}
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			return new GroundTruth(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
		}
		catch (IOException ex) {
			throw new InvalidConfigurationPropertyValueException("login.generator.realistic.ground-truth", file,
					"It cannot be written: " + ex);
		}
	}

	void add(Incident incident) {
		Writer open = this.writer;
		if (open == null) {
			return;
		}
		try {
			open.write(JsonMapper.shared().writeValueAsString(InjectedIncident.of(incident)) + "\n");
			open.flush();
		}
		catch (IOException ex) {
			logger.warn("The ground truth ends here, since its file cannot be written: {}", ex.toString());
			this.writer = null;
		}
	}

	@Override
	public void close() {
		Writer open = this.writer;
		this.writer = null;
		try {
			if (open != null) {
				open.close();
			}
		}
		catch (IOException ex) {
			// Every line was flushed.
			logger.debug("The file of the ground truth cannot be closed: {}", ex.toString());
		}
	}

}
