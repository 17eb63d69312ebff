package dev.loginstream.generator.realistic;

import java.time.InstantSource;
import java.util.SplittableRandom;

import dev.loginstream.dto.UserLogin;

/**
 * An endless sequence of logins of users with habits, and of incidents. In a replay it is
 * a function of its settings until it has caught up with the present.
 */
public final class RealisticLogins implements AutoCloseable {

	private final SimulatedClock clock;

	private final Population population;

	private final Sessions sessions;

	private final RecentLogins recent = new RecentLogins();

	private final Incidents incidents;

	private final SplittableRandom random;

	/**
	 * Logins to come.
	 * @param populationSeed who the users are
	 * @param seed what they do, and which incidents there are
	 * @param rate events a second; 0 for as many as possible
	 * @param missingTypeShare share of the logins that do not tell the type of the device
	 * @param properties further settings
	 * @param present the real time
	 */
	public RealisticLogins(long populationSeed, long seed, double rate, double missingTypeShare,
			RealisticProperties properties, InstantSource present) {
		this.random = new SplittableRandom(seed);
		this.clock = new SimulatedClock(present, properties.from(), properties.acceleration(), rate);
		Regions regions = Regions.load();
		int users = properties.users(this.clock.eventsPerSecond());
		Networks networks = new Networks(regions, users);
		this.population = new Population(populationSeed, users, missingTypeShare, regions, networks);
		this.sessions = new Sessions(this.random.split());
		IncidentPlans plans = new IncidentPlans(this.population, regions, networks, this.recent, this.random.split());
		this.incidents = new Incidents(properties.incidents(), properties.incidentInterval(), plans,
				GroundTruth.in(properties.groundTruth()), this.random.split());
	}

	/** The next login. */
	public UserLogin next() {
		long now = this.clock.next();
		UserLogin injected = this.recent.isEmpty() ? null : this.incidents.next(now);
		return (injected != null) ? injected : ordinary(now);
	}

	private UserLogin ordinary(long now) {
		UserLogin login = this.sessions.next(now);
		if (login == null) {
			login = this.population.login(now / 1000, this.random);
		}
		this.sessions.opened(login, now);
		this.recent.add(login);
		return login;
	}

	/** Ends the running incident. */
	@Override
	public void close() {
		this.incidents.close();
	}

}
