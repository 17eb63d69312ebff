package dev.loginstream.indexer.analytics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A login of a user who was seen before, but neither with this device nor in this region.
 * Logins that do not tell both are passed over.
 *
 * @param earlierLogins how many logins there must be before
 */
record NewDeviceAndRegionRule(int earlierLogins) implements SubjectRule {

	@Override
	public String name() {
		return "new_device_and_region";
	}

	@Override
	public String statement() {
		return "A user with at least %d earlier logins in the range logs in with a new device from a new region."
			.formatted(this.earlierLogins);
	}

	@Override
	public Map<String, Object> thresholds() {
		return Map.of("earlier_logins", this.earlierLogins);
	}

	@Override
	public List<Finding> findings(List<Login> logins) {
		List<Finding> findings = new ArrayList<>();
		Set<String> devices = new HashSet<>();
		Set<String> regions = new HashSet<>();
		int earlier = 0;
		for (Login login : logins) {
			if (!LoginField.DEVICE.isKnown(login) || !LoginField.REGION.isKnown(login)) {
				continue;
			}
			boolean newDevice = devices.add(login.deviceId());
			boolean newRegion = regions.add(login.region());
			if (newDevice && newRegion && earlier >= this.earlierLogins) {
				findings.add(new Finding(login.time(), login.time(), earlier,
						Map.of("region", login.region(), "device_id", login.deviceId(), "earlier_logins", earlier)));
			}
			earlier++;
		}
		return findings;
	}

}
