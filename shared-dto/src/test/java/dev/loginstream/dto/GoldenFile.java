package dev.loginstream.dto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A record value as it stands on the wire, less the final newline of the file.
 */
final class GoldenFile {

	private GoldenFile() {
	}

	static String read(String name) throws IOException {
		try (InputStream file = GoldenFile.class.getResourceAsStream("/" + name)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
		}
	}

}
