package dev.loginstream.infrastructure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import com.sun.management.OperatingSystemMXBean;

/**
 * The part of a document that a run writes with its figures, between two marks that say
 * so.
 *
 * @param document that has the marks
 * @param writer command that writes it
 */
public record MeasuredSection(Path document, String writer) {

	/**
	 * Replaces what an earlier run wrote.
	 * @param run what was run, beside the day, the commit and the machine
	 * @param figures in Markdown
	 * @throws IOException if there is no such document
	 * @throws IllegalStateException if it lacks a mark
	 */
	public void write(String run, String figures) throws IOException {
		String text = Files.readString(this.document);
		String begin = "<!-- begin of what " + this.writer + " writes -->\n";
		String end = "<!-- end of what " + this.writer + " writes -->\n";
		if (!text.contains(begin) || !text.contains(end)) {
			throw new IllegalStateException("Expected " + begin.strip() + " and its end in " + this.document);
		}
		String before = text.substring(0, text.indexOf(begin) + begin.length());
		String after = text.substring(text.indexOf(end));
		Files.writeString(this.document,
				before + "\n" + environment() + " " + run + ".\n\n" + figures.strip() + "\n\n" + after);
	}

	private static String environment() throws IOException {
		return "%s, commit `%s`, on %d cores with %d GiB, %s %s, Java %s.".formatted(LocalDate.now(),
				output("git", "describe", "--always", "--dirty"), Runtime.getRuntime().availableProcessors(),
				memory() >> 30, System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.version());
	}

	private static long memory() {
		var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return system.getTotalMemorySize();
	}

	private static String output(String... command) throws IOException {
		Process process = new ProcessBuilder(command).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

}
