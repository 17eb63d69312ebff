package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many different users, or devices, within a window of time that moves with the logins.
 *
 * @param name of the rule
 * @param statement what it says
 * @param counted what is counted, as it is called
 * @param field what is counted
 * @param threshold from how many on it is a finding
 * @param window length of the window
 */
record ManyRule(String name, String statement, String counted, LoginField field, int threshold,
		Duration window) implements SubjectRule {

	static ManyRule usersOfNetwork(InsightsProperties.Network network) {
		return new ManyRule("network_with_many_users",
				"At least %d users log in from one network within %s.".formatted(network.users(),
						Durations.inWords(network.window())),
				"users", LoginField.USER, network.users(), network.window());
	}

	static ManyRule usersOfDevice(InsightsProperties.Device device) {
		return new ManyRule(
				"device_with_many_users", "At least %d users log in with one device within %s."
					.formatted(device.users(), Durations.inWords(device.window())),
				"users", LoginField.USER, device.users(), device.window());
	}

	static ManyRule devicesOfUser(InsightsProperties.Rotation rotation) {
		return new ManyRule("device_rotation",
				"A user logs in with at least %d devices within %s.".formatted(rotation.devices(),
						Durations.inWords(rotation.window())),
				"devices", LoginField.DEVICE, rotation.devices(), rotation.window());
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of(this.counted, this.threshold, "window", this.window);
	}

	@Override
	public List<Finding> findings(List<Login> logins) {
		List<Login> known = logins.stream().filter(this.field::isKnown).toList();
		List<Finding> findings = new ArrayList<>();
		Map<String, Integer> loginsOfEach = new HashMap<>();
		int first = 0;
		for (int last = 0; last < known.size(); last++) {
			loginsOfEach.merge(this.field.of(known.get(last)), 1, Integer::sum);
			while (known.get(first).time().plus(this.window).isBefore(known.get(last).time())) {
				loginsOfEach.computeIfPresent(this.field.of(known.get(first++)),
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
