package dev.loginstream.generator;

/**
 * What kind of logins there are.
 */
enum Scenario {

	/** Every login is of a new user, with fields drawn evenly. */
	UNIFORM,

	/** Users with habits, and now and then an attack or a fault. */
	REALISTIC

}
