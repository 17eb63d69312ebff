package dev.loginstream.indexer.audit;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit.
 *
 * @param enabled whether this instance takes part in it
 * @param sourceTopic topic whose records are accounted for
 * @param processorGroup consumer group that reads it in the pipeline
 * @param stateTopic compacted topic that keeps how far the audit is, and what it found
 * @param createStateTopic whether to create that topic
 * @param replicationFactor replicas of a topic that is created, -1 for the broker's
 * default
 * @param interval time between two looks at how far the pipeline is
 * @param settling time from when a record was indexed to when it is looked for; longer
 * than the index's {@code refresh_interval}
 * @param recheck time from one look at the findings of a partition to the next
 * @param timeout how long a broker or OpenSearch may take for an answer
 * @param maxFindings ranges of offsets at most that are kept of a partition as missing or
 * as duplicate; with more, its audit stands still
 * @param repairRate records a second at most that a repair sends
 */
@Validated
@ConfigurationProperties("login.indexer.audit")
record AuditProperties(@DefaultValue("true") boolean enabled, @DefaultValue("user-login") @NotBlank String sourceTopic,
		@DefaultValue("login-processor") @NotBlank String processorGroup,
		@DefaultValue("login-audit") @NotBlank String stateTopic, @DefaultValue("true") boolean createStateTopic,
		@DefaultValue("-1") short replicationFactor,
		@DefaultValue("10s") @NotNull @DurationMin(millis = 100) Duration interval,
		@DefaultValue("30s") @NotNull @DurationMin(seconds = 1) Duration settling,
		@DefaultValue("30s") @NotNull Duration recheck,
		@DefaultValue("30s") @NotNull @DurationMin(seconds = 1) Duration timeout,
		@DefaultValue("10000") @Positive @Max(20_000) int maxFindings, @DefaultValue("1000") @Positive int repairRate) {
}
