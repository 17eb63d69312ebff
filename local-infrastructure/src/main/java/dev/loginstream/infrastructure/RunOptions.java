package dev.loginstream.infrastructure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What {@code ./run} was asked for.
 *
 * @param events how many events to run through the pipeline; 0 for no end
 * @param fresh whether to delete the data of earlier runs
 * @param settings {@code --login.<service>.<key>=<value>}, each for that service alone
 */
record RunOptions(long events, boolean fresh, List<String> settings) {

	static final String HELP = """
			./run                    the whole pipeline, until Ctrl-C
			./run --events N         N events, counted at every hop; exit code 0 if the counts agree
			./run kafka-topics ...   Kafka's own tools on the running broker:
			                         %s
			./run bench              how fast it is beside plain clients; ./run bench --help

			  --rate N         events a second (default 50; with --events as many as Kafka takes)
			  --bad SHARE      share of events that are to be rejected, from 0 to 1 (default 0)
			  --seed N         same seed, same events
			  --fresh          delete the data of earlier runs first
			  --login.<generator|processor|indexer>.<key>=<value>   any setting of a service
			""".formatted(String.join(", ", KafkaTools.names()));

	/**
	 * Reads the command line.
	 * @param args as typed
	 * @return the options
	 * @throws IllegalArgumentException if one is not known or lacks its number; the
	 * message is for the user
	 */
	static RunOptions parse(String... args) {
		Deque<String> rest = new ArrayDeque<>(List.of(args));
		List<String> settings = new ArrayList<>();
		long events = 0;
		boolean fresh = false;
		String rate = "";
		while (!rest.isEmpty()) {
			String option = rest.pop();
			switch (option) {
				case "--fresh" -> fresh = true;
				case "--events" -> events = (long) number(option, rest, 1);
				case "--rate" -> rate = String.valueOf(number(option, rest, 0));
				case "--bad" -> settings.add("--login.generator.bad-share=" + number(option, rest, 0));
				case "--seed" -> settings.add("--login.generator.seed=" + (long) number(option, rest, Long.MIN_VALUE));
				default -> settings.add(setting(option));
			}
		}
		if (rate.isEmpty()) {
			rate = (events > 0) ? "0" : "50";
		}
		settings.add("--login.generator.rate=" + rate);
		return new RunOptions(events, fresh, List.copyOf(settings));
	}

	List<String> settingsOf(LoginService service) {
		return this.settings.stream().filter((setting) -> setting.startsWith(service.settingsPrefix())).toList();
	}

	private static double number(String option, Deque<String> rest, double least) {
		String value = rest.isEmpty() ? "nothing" : rest.pop();
		try {
			double number = Double.parseDouble(value);
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// The same message serves.
		}
		throw new IllegalArgumentException("Expected a number after %s but found %s".formatted(option, value));
	}

	private static String setting(String option) {
		for (LoginService service : LoginService.values()) {
			if (option.startsWith(service.settingsPrefix()) && option.contains("=")) {
				return option;
			}
		}
		throw new IllegalArgumentException("Unknown option " + option + "; ./run --help lists them");
	}

}
