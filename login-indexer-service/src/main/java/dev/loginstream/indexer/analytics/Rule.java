package dev.loginstream.indexer.analytics;

import java.util.Map;

/**
 * What makes logins worth a look.
 */
interface Rule {

	/** By which it is known, lower snake case. */
	String name();

	/** What it says, for people, with its thresholds. */
	String statement();

	/** Settings of it, by their names in lower snake case. */
	Map<String, Object> thresholds();

}
