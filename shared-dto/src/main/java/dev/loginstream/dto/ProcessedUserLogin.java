package dev.loginstream.dto;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One login, checked and with its address masked: the value of topic
 * {@code processed-user-login}, a JSON object in UTF-8. Record key and timestamp are
 * those of the {@link UserLogin} it was made of; {@link LoginHeaders#SOURCE_PARTITION}
 * and {@link LoginHeaders#SOURCE_OFFSET} say where that one is.
 *
 * @param userId opaque id, never blank
 * @param appVersion {@value #UNKNOWN} where the producer sent none
 * @param ip masked address, {@code 108.228.145.xxx} or {@code 2001:db8:85a3:xxxx};
 * {@value #UNKNOWN} where it could not be parsed
 * @param ipPrefix the network that the mask left, {@code 108.228.145.0/24} or
 * {@code 2001:db8:85a3::/48}; absent where the address is {@value #UNKNOWN}
 * @param locale {@value #UNKNOWN} where the producer sent none
 * @param deviceId {@value #UNKNOWN} where the producer sent none
 * @param timestamp when the user logged in, ISO-8601 in UTC
 * @param deviceType {@value #UNKNOWN} where the producer sent none
 * @param otherFields what else the producer sent, unchanged, by field name, in any order
 */
@JsonPropertyOrder({ "user_id", "app_version", "ip", "ip_prefix", "locale", "device_id", "timestamp", "device_type" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessedUserLogin(@JsonProperty("user_id") String userId, @JsonProperty("app_version") String appVersion,
		@JsonProperty("ip") String ip, @JsonProperty("ip_prefix") @Nullable String ipPrefix,
		@JsonProperty("locale") String locale, @JsonProperty("device_id") String deviceId,
		@JsonProperty("timestamp") Instant timestamp, @JsonProperty("device_type") String deviceType,
		@JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> otherFields) {

	/** Stands in a text field for what the producer did not say. */
	public static final String UNKNOWN = "unknown";

}
