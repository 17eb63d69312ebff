package dev.loginstream.indexer.analytics;

/**
 * What may be an insight.
 *
 * @param networks with many users
 * @param devices with many users
 * @param travellers users seen in several regions
 * @param rotators users with many devices
 * @param repeaters users with many logins in a short time
 */
record Suspects(Subjects networks, Subjects devices, Subjects travellers, Subjects rotators, Subjects repeaters) {
}
