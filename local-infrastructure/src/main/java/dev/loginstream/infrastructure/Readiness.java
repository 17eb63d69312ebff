package dev.loginstream.infrastructure;

/**
 * Whether a started process serves.
 */
@FunctionalInterface
interface Readiness {

	boolean isReady();

	/** Called before each start. */
	default void reset() {
	}

}
