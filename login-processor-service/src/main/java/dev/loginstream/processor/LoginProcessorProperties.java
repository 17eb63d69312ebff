package dev.loginstream.processor;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the login processor.
 *
 * @param inputTopic topic to read {@code UserLogin} values from
 * @param outputTopic topic to write {@code ProcessedUserLogin} values to
 * @param deadLetterTopic topic to write rejected records to
 * @param redriveTopic topic to read {@code UserLogin} values from that are to be
 * processed again
 * @param instance name that no other running instance has, the same after a restart; part
 * of the transactional id, by which the broker ends what a killed instance left open
 * @param createTopics whether to create the two topics that this service writes, and the
 * one for what is to be processed again
 * @param partitions partitions of a topic that is created
 * @param replicationFactor replicas of a topic that is created, -1 for the broker's
 * default
 * @param maxAhead how far ahead of now the time of a login may be
 */
@Validated
@ConfigurationProperties("login.processor")
record LoginProcessorProperties(@DefaultValue("user-login") @NotBlank String inputTopic,
		@DefaultValue("processed-user-login") @NotBlank String outputTopic,
		@DefaultValue("user-login-dlt") @NotBlank String deadLetterTopic,
		@DefaultValue("user-login-redrive") @NotBlank String redriveTopic, @NotBlank String instance,
		@DefaultValue("true") boolean createTopics, @DefaultValue("6") @Positive int partitions,
		@DefaultValue("-1") short replicationFactor, @DefaultValue("1d") @NotNull @DurationMin Duration maxAhead) {
}
