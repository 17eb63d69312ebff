package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.NavigableMap;

/**
 * What may be an insight.
 *
 * @param counts logins by the start of the interval, without those that have none
 * @param networks with many users
 * @param devices with many users
 * @param travellers users seen in several regions
 * @param rotators users with many devices
 * @param repeaters users with many logins in a short time
 */
record Suspects(NavigableMap<Instant, Long> counts, Subjects networks, Subjects devices, Subjects travellers,
		Subjects rotators, Subjects repeaters) {
}
