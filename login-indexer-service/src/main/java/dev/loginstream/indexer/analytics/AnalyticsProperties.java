package dev.loginstream.indexer.analytics;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the queries.
 *
 * @param maxRange longest time between {@code from} and {@code to}
 * @param timeout how long OpenSearch may take for an answer
 */
@Validated
@ConfigurationProperties("login.indexer.analytics")
record AnalyticsProperties(@DefaultValue("31d") @NotNull Duration maxRange,
		@DefaultValue("5s") @NotNull Duration timeout) {
}
