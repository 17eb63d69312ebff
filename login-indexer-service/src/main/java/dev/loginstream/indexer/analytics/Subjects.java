package dev.loginstream.indexer.analytics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Networks, devices or users that a rule looks at one by one.
 *
 * @param logins how many each has in the range, by its name; the most conspicuous first
 * @param truncated whether there may be more subjects
 */
record Subjects(Map<String, Long> logins, boolean truncated) {

	Subjects and(Subjects others) {
		Map<String, Long> all = new LinkedHashMap<>(this.logins);
		all.putAll(others.logins);
		return new Subjects(all, this.truncated || others.truncated);
	}

	/** So many of them at most. */
	Subjects most(int subjects) {
		if (this.logins.size() <= subjects) {
			return this;
		}
		Map<String, Long> most = new LinkedHashMap<>();
		this.logins.entrySet().stream().limit(subjects).forEach((each) -> most.put(each.getKey(), each.getValue()));
		return new Subjects(most, true);
	}

	/** As many as together have no more logins than that, at least one. */
	Subjects first(long most) {
		Map<String, Long> first = new LinkedHashMap<>();
		long sum = 0;
		for (Map.Entry<String, Long> subject : this.logins.entrySet()) {
			sum += subject.getValue();
			if (sum > most && !first.isEmpty()) {
				return new Subjects(first, true);
			}
			first.put(subject.getKey(), subject.getValue());
		}
		return this;
	}

	/** All of them, in parts that each have fewer logins than that, or one subject. */
	List<List<String>> parts(long most) {
		List<List<String>> parts = new ArrayList<>();
		long sum = 0;
		for (Map.Entry<String, Long> subject : this.logins.entrySet()) {
			sum += subject.getValue();
			if (parts.isEmpty() || sum >= most) {
				parts.add(new ArrayList<>());
				sum = subject.getValue();
			}
			parts.getLast().add(subject.getKey());
		}
		return parts;
	}

}
