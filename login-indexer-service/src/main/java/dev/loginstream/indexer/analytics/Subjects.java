package dev.loginstream.indexer.analytics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Networks, devices or users that a rule looks at one by one.
 *
 * @param logins how many each has in the range, by its name; the most conspicuous first
 * @param truncated whether there may be more
 */
record Subjects(Map<String, Long> logins, boolean truncated) {

	Subjects and(Subjects others) {
		Map<String, Long> all = new LinkedHashMap<>(this.logins);
		all.putAll(others.logins);
		return new Subjects(all, this.truncated || others.truncated);
	}

	/** The first of them, which together have no more logins than that. */
	Subjects withAtMost(long logins) {
		Map<String, Long> first = new LinkedHashMap<>();
		long sum = 0;
		for (Map.Entry<String, Long> subject : this.logins.entrySet()) {
			sum += subject.getValue();
			if (sum > logins) {
				return new Subjects(first, true);
			}
			first.put(subject.getKey(), subject.getValue());
		}
		return this;
	}

}
