package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Many different users, or devices, within a window of time that moves with the logins.
 *
 * @param name of the rule
 * @param statement with a place for the threshold and one for the minutes
 * @param counted what is counted, as it is called
 * @param of what is counted, of a login
 * @param threshold from how many on it is a finding
 * @param window length of the window
 */
record ManyRule(String name, String statement, String counted, Function<Login, String> of, int threshold,
		Duration window) implements SubjectRule {

	static ManyRule usersOnNetwork(InsightsProperties.Network network) {
		return new ManyRule("network_with_many_users",
				"At least %d users log in from one network within %s.".formatted(network.users(),
						Durations.inWords(network.window())),
				"users", Login::userId, network.users(), network.window());
	}

	static ManyRule usersOnDevice(InsightsProperties.Device device) {
		return new ManyRule(
				"device_with_many_users", "At least %d users log in with one device within %s."
					.formatted(device.users(), Durations.inWords(device.window())),
				"users", Login::userId, device.users(), device.window());
	}

	static ManyRule devicesOfUser(InsightsProperties.Rotation rotation) {
		return new ManyRule("device_rotation",
				"A user logs in with at least %d devices within %s.".formatted(rotation.devices(),
						Durations.inWords(rotation.window())),
				"devices", Login::deviceId, rotation.devices(), rotation.window());
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of(this.counted, this.threshold, "window", this.window);
	}

	@Override
	public List<Finding> findings(List<Login> logins) {
		List<Login> known = logins.stream().filter((login) -> !this.of.apply(login).equals(Login.UNKNOWN)).toList();
		List<Finding> findings = new ArrayList<>();
		Map<String, Integer> loginsOfEach = new HashMap<>();
		int first = 0;
		for (int last = 0; last < known.size(); last++) {
			loginsOfEach.merge(this.of.apply(known.get(last)), 1, Integer::sum);
			while (known.get(first).time().plus(this.window).isBefore(known.get(last).time())) {
				loginsOfEach.computeIfPresent(this.of.apply(known.get(first++)),
						(id, count) -> (count > 1) ? count - 1 : null);
			}
			int different = loginsOfEach.size();
			if (different >= this.threshold) {
				findings.add(new Finding(known.get(first).time(), known.get(last).time(), different,
						Map.of(this.counted, different, "logins", last - first + 1)));
			}
		}
		return findings;
	}

}
