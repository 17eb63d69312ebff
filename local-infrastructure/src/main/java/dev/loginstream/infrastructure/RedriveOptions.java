package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What {@code ./run redrive} was asked for.
 *
 * @param selection which dead letters
 * @param dryRun whether only to say what would be done
 * @param connection settings of a Kafka client
 */
record RedriveOptions(RedriveSelection selection, boolean dryRun, Map<String, Object> connection) {

	static final String HELP = """
			./run redrive --reason R | --at P@O ...

			Has dead letters processed again, once what they were rejected for is mended: copies
			those selected from user-login-dlt to user-login-redrive, each exactly once, however
			often it is run. A run that was killed is simply repeated.

			  --reason R[,R...]        rejected for one of these reasons:
			                           %s
			  --at P@O[-O][,...]       of these partitions and offsets in user-login, such as 0@42,3@100-200
			  --from TIME, --to TIME   rejected from then on, and before then, such as 2026-01-31T12:00:00Z
			  --dry-run                says what it would do, and sends nothing
			  --bootstrap-server H:P   of the broker (default localhost:%d)
			  --command-config FILE    settings of a Kafka client, such as security.protocol

			Selected are letters of which all that is given is true. --reason or --at is needed.
			Exit code 0 if all selected are redriven or cannot be, 1 on a failure, 2 for a wrong option.
			""".formatted(String.join(", ", new TreeSet<>(DeadLetter.REASONS)), Pipeline.KAFKA_PORT);

	/**
	 * Reads the command line.
	 * @param args as typed
	 * @return the options
	 * @throws IllegalArgumentException if one is not known or its value cannot be; the
	 * message is for the user
	 */
	static RedriveOptions parse(String... args) {
		Deque<String> rest = new ArrayDeque<>(List.of(args));
		Map<String, Object> connection = new HashMap<>(Map.of("bootstrap.servers", "localhost:" + Pipeline.KAFKA_PORT));
		Set<String> reasons = new TreeSet<>();
		List<OffsetRange> at = new ArrayList<>();
		Instant from = null;
		Instant to = null;
		String server = null;
		boolean dryRun = false;
		while (!rest.isEmpty()) {
			String option = rest.pop();
			switch (option) {
				case "--dry-run" -> dryRun = true;
				case "--reason" -> reasons.addAll(reasons(value(option, rest)));
				case "--at" -> at.addAll(OffsetRange.list(value(option, rest)));
				case "--from" -> from = time(option, rest);
				case "--to" -> to = time(option, rest);
				case "--bootstrap-server" -> server = value(option, rest);
				case "--command-config" -> connection.putAll(settings(value(option, rest)));
				default -> throw new IllegalArgumentException(
						"Unknown option " + option + "; ./run redrive --help lists them");
			}
		}
		if (server != null) {
			connection.put("bootstrap.servers", server);
		}
		check(reasons, at, from, to);
		return new RedriveOptions(new RedriveSelection(Set.copyOf(reasons), from, to, List.copyOf(at)), dryRun,
				Map.copyOf(connection));
	}

	private static void check(Set<String> reasons, List<OffsetRange> at, @Nullable Instant from, @Nullable Instant to) {
		if (reasons.isEmpty() && at.isEmpty()) {
			throw new IllegalArgumentException("Expected --reason or --at; ./run redrive --help explains them");
		}
		if (from != null && to != null && !from.isBefore(to)) {
			throw new IllegalArgumentException(
					"Expected --from to be before --to but found %s and %s".formatted(from, to));
		}
	}

	private static String value(String option, Deque<String> rest) {
		if (rest.isEmpty() || rest.peek().startsWith("--")) {
			throw new IllegalArgumentException("Expected a value after " + option);
		}
		return rest.pop();
	}

	private static List<String> reasons(String text) {
		List<String> reasons = List.of(text.split(",", -1));
		for (String reason : reasons) {
			if (!DeadLetter.REASONS.contains(reason)) {
				throw new IllegalArgumentException("Unknown reason \"%s\" after --reason; known are %s"
					.formatted(reason, String.join(", ", new TreeSet<>(DeadLetter.REASONS))));
			}
		}
		return reasons;
	}

	private static Instant time(String option, Deque<String> rest) {
		String text = value(option, rest);
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"Expected a time after %s, such as 2026-01-31T12:00:00Z, but found \"%s\", wrong from character %d on"
						.formatted(option, text, ex.getErrorIndex() + 1));
		}
	}

	private static Map<String, String> settings(String file) {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(Path.of(file))) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("Cannot read %s after --command-config: %s".formatted(file, ex));
		}
		Map<String, String> settings = new HashMap<>();
		properties.stringPropertyNames().forEach((name) -> settings.put(name, properties.getProperty(name)));
		return settings;
	}

}
