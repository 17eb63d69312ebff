package dev.loginstream.indexer.analytics;

import java.util.List;
import java.util.Map;

/**
 * Logins of subjects.
 *
 * @param logins by subject, those of each by time
 * @param truncated whether there are more logins, or subjects
 */
record Histories(Map<String, List<Login>> logins, boolean truncated) {
}
