package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Logins for tests of the rules, one after the other.
 */
final class Logins {

	static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

	private final List<Login> logins = new ArrayList<>();

	static Instant after(long seconds) {
		return NOON.plusSeconds(seconds);
	}

	Logins of(String user, long seconds) {
		return add(seconds, user, "d-1", "RI");
	}

	Logins with(String device, long seconds) {
		return add(seconds, "u-1", device, "RI");
	}

	Logins in(String region, long seconds) {
		return add(seconds, "u-1", "d-1", region);
	}

	Logins add(long seconds, String user, String device, String region) {
		this.logins.add(new Login(after(seconds), user, device, region, "192.0.2.0/24"));
		return this;
	}

	List<Finding> findings(SubjectRule rule) {
		return rule.findings(this.logins);
	}

}
