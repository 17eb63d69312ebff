/**
 * Logins of users with habits: a {@link dev.loginstream.generator.realistic.Population}
 * logs in, {@link dev.loginstream.generator.realistic.Incidents} come in between, and
 * {@link dev.loginstream.generator.realistic.GroundTruth} tells which these were. All is
 * a function of the settings and of event time.
 */
@NullMarked
package dev.loginstream.generator.realistic;

import org.jspecify.annotations.NullMarked;
