package dev.loginstream.dto;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One login as its producer saw it: the value of topic {@code user-login}, a JSON object
 * in UTF-8. Producers that we do not write may leave out all but {@code user_id} and
 * {@code timestamp}.
 *
 * @param userId opaque id, never blank; our generator's record key, which keeps one
 * user's logins in order
 * @param appVersion version of the client application
 * @param ip IPv4 or IPv6 literal, unmasked: must not leave the processor
 * @param locale US state code or country code
 * @param deviceId opaque id of the device: personal data
 * @param timestamp when the user logged in, epoch seconds
 * @param deviceType such as {@code iOS} or {@code android}; the key is absent where
 * unknown, about one login in twenty
 * @param otherFields what else the producer sent, by field name, in any order
 */
@JsonPropertyOrder({ "user_id", "app_version", "ip", "locale", "device_id", "timestamp", "device_type" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserLogin(@JsonProperty("user_id") String userId,
		@JsonProperty("app_version") @Nullable String appVersion, @JsonProperty("ip") @Nullable String ip,
		@JsonProperty("locale") @Nullable String locale, @JsonProperty("device_id") @Nullable String deviceId,
		@JsonProperty("timestamp") long timestamp, @JsonProperty("device_type") @Nullable String deviceType,
		@JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> otherFields) {
}
