package dev.loginstream.infrastructure;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code ./run} was asked for.
 *
 * @param events how many events to run through the pipeline; 0 for no end
 * @param fresh whether to delete the data of earlier runs
 * @param settings of the services, by {@code --login.<service>.<key>}
 */
record RunOptions(long events, boolean fresh, Map<String, String> settings) {

	private static final Set<String> SCENARIOS = Set.of("realistic", "uniform");

	static final String HELP = """
			./run                    the whole pipeline, until Ctrl-C
			./run --events N         N events, counted at every hop; exit code 0 if the counts agree
			                         and the audit finds each
			./run kafka-topics ...   Kafka's own tools on the running broker:
			                         %s
			./run redrive ...       dead letters processed again; ./run redrive --help
			./run bench              how fast it is beside plain clients; ./run bench --help

			  --rate N         events a second (default 50; with --events as many as Kafka takes)
			  --scenario NAME  realistic: users with habits, and now and then an attack or a fault,
			                   which .local/ground-truth.jsonl tells (default);
			                   uniform: every login of a new user
			  --bad SHARE      share of events that are to be rejected, from 0 to 1 (default 0)
			  --seed N         same seed, same events
			  --fresh          delete the data of earlier runs first
			  --login.<generator|processor|indexer>.<key>=<value>   any setting of a service
			""".formatted(String.join(", ", KafkaTools.names()));

	/**
	 * Reads the command line.
	 * @param args as typed
	 * @return the options
	 * @throws IllegalArgumentException if one is not known or lacks its value; the
	 * message is for the user
	 */
	static RunOptions parse(String... args) {
		Deque<String> rest = new ArrayDeque<>(List.of(args));
		Map<String, String> settings = new LinkedHashMap<>();
		long events = 0;
		boolean fresh = false;
		while (!rest.isEmpty()) {
			String option = rest.pop();
			switch (option) {
				case "--fresh" -> fresh = true;
				case "--events" -> events = (long) number(option, rest, 1);
				case "--rate" -> settings.put("--login.generator.rate", String.valueOf(number(option, rest, 0)));
				case "--scenario" -> settings.put("--login.generator.scenario", scenario(option, rest));
				case "--bad" -> settings.put("--login.generator.bad-share", String.valueOf(number(option, rest, 0)));
				case "--seed" ->
					settings.put("--login.generator.seed", String.valueOf((long) number(option, rest, Long.MIN_VALUE)));
				default -> addSetting(option, settings);
			}
		}
		settings.putIfAbsent("--login.generator.rate", (events > 0) ? "0" : "50");
		settings.putIfAbsent("--login.generator.scenario", "realistic");
		return new RunOptions(events, fresh, Collections.unmodifiableMap(settings));
	}

	/** Whether the indexer looks for each event. */
	boolean isAudited() {
		return !"false".equals(this.settings.get("--login.indexer.audit.enabled"));
	}

	/**
	 * What to pass to a service. Each key is there once: Spring would make a list of the
	 * values.
	 * @param service to pass it to
	 * @param defaults where the user said nothing
	 * @return {@code --key=value} arguments
	 */
	List<String> settingsOf(LoginService service, Map<String, String> defaults) {
		Map<String, String> merged = new LinkedHashMap<>(defaults);
		this.settings.forEach((key, value) -> {
			if (key.startsWith(service.settingsPrefix())) {
				merged.put(key, value);
			}
		});
		return merged.entrySet().stream().map((setting) -> setting.getKey() + "=" + setting.getValue()).toList();
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

	private static String scenario(String option, Deque<String> rest) {
		String value = rest.isEmpty() ? "nothing" : rest.pop();
		if (!SCENARIOS.contains(value)) {
			throw new IllegalArgumentException(
					"Expected realistic or uniform after %s but found %s".formatted(option, value));
		}
		return value;
	}

	private static void addSetting(String option, Map<String, String> settings) {
		int end = option.indexOf('=');
		for (LoginService service : LoginService.values()) {
			if (end > 0 && option.startsWith(service.settingsPrefix())) {
				settings.put(option.substring(0, end), option.substring(end + 1));
				return;
			}
		}
		throw new IllegalArgumentException("Unknown option " + option + "; ./run --help lists them");
	}

}
