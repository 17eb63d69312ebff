package dev.loginstream.indexer.analytics;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the queries.
 *
 * @param maxRange longest time between {@code from} and {@code to}
 * @param timeout how long an answer of OpenSearch may take, with the wait for its turn
 * @param maxSearches searches at a time; the others wait, so that indexing always has
 * connections left (the client has ten for one node)
 */
@Validated
@ConfigurationProperties("login.indexer.analytics")
record AnalyticsProperties(@DefaultValue("31d") @NotNull Duration maxRange,
		@DefaultValue("5s") @NotNull Duration timeout, @DefaultValue("4") @Positive int maxSearches) {
}
