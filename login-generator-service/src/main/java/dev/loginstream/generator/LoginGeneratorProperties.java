package dev.loginstream.generator;

import dev.loginstream.generator.realistic.RealisticProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the login generator.
 *
 * @param topic topic to write {@code UserLogin} values to
 * @param rate events per second; 0 for as many as the broker takes
 * @param count events after which the service ends, with exit code 0 when all were
 * acknowledged; none for no end
 * @param seed the same seed makes the same records, but for the time in them; none for a
 * new one at each start, though the users of the realistic scenario stay the same
 * @param scenario what kind of logins there are
 * @param missingDeviceTypeShare share of the logins without {@code device_type}, 0 to 1
 * @param badShare share of the events that are to be rejected, spread over all reasons, 0
 * to 1
 * @param createTopic whether to create the topic
 * @param partitions partitions of the topic when it is created
 * @param replicationFactor replicas of the topic when it is created, -1 for the broker's
 * default
 * @param realistic settings of that scenario
 */
@Validated
@ConfigurationProperties("login.generator")
record LoginGeneratorProperties(@DefaultValue("user-login") @NotBlank String topic,
		@DefaultValue("2") @PositiveOrZero double rate, @PositiveOrZero @Nullable Long count, @Nullable Long seed,
		@DefaultValue("uniform") Scenario scenario,
		@DefaultValue("0.05") @PositiveOrZero @DecimalMax("1") double missingDeviceTypeShare,
		@DefaultValue("0") @PositiveOrZero @DecimalMax("1") double badShare, @DefaultValue("true") boolean createTopic,
		@DefaultValue("6") @Positive int partitions, @DefaultValue("-1") short replicationFactor,
		@DefaultValue @Valid RealisticProperties realistic) {
}
