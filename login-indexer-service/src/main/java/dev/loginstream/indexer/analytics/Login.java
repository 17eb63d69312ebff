package dev.loginstream.indexer.analytics;

import java.time.Instant;

import dev.loginstream.dto.ProcessedUserLogin;

/**
 * A login as far as the rules look at it. What it does not tell is {@link #UNKNOWN}.
 *
 * @param time when
 * @param userId who
 * @param deviceId with which device
 * @param region where: the locale
 * @param network from which network, CIDR
 */
record Login(Instant time, String userId, String deviceId, String region, String network) {

	static final String UNKNOWN = ProcessedUserLogin.UNKNOWN;

}
