package dev.loginstream.generator.realistic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;

/**
 * Logins that belong together and are not the population's: those to come, and those that
 * there were.
 */
final class Incident {

	private final IncidentKind kind;

	private final Deque<Step> steps;

	private final List<UserLogin> logins = new ArrayList<>();

	/**
	 * An incident before its first login.
	 * @param kind of incident
	 * @param steps in the order of their time, not empty
	 */
	Incident(IncidentKind kind, List<Step> steps) {
		this.kind = kind;
		this.steps = new ArrayDeque<>(steps);
	}

	/** Its next login, if it is time for that. */
	@Nullable UserLogin next(long now) {
		if (this.steps.isEmpty() || this.steps.peek().due() > now) {
			return null;
		}
		UserLogin login = this.steps.remove().login();
		if (!this.kind.keepsTimestamps()) {
			login = Logins.at(now / 1000, login);
		}
		this.logins.add(login);
		return login;
	}

	boolean isOver() {
		return this.steps.isEmpty();
	}

	IncidentKind kind() {
		return this.kind;
	}

	/** What there was of it. */
	List<UserLogin> logins() {
		return this.logins;
	}

	/**
	 * One login to come.
	 *
	 * @param due when, in ms since the epoch
	 * @param login with its timestamp, if the kind keeps that
	 */
	record Step(long due, UserLogin login) {
	}

}
