package dev.loginstream.indexer.analytics;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the live page.
 *
 * @param maxStreams pages that may be open at a time; the next are answered 503
 */
@Validated
@ConfigurationProperties("login.indexer.analytics.live")
record LiveProperties(@DefaultValue("100") @Positive int maxStreams) {
}
