package dev.loginstream.indexer.analytics;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.core.search.Hit;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Login",
		description = "One login. A text is absent where the record had none, or one of more than 1,024 characters; "
				+ "`unknown` is what the processor writes for a field that the producer did not send.")
record FoundLogin(
		@JsonProperty("id") @Schema(
				description = "Id of the document, made of the source record's coordinates and time") String id,
		@JsonProperty("user_id") @Schema(description = "Opaque id of the user") @Nullable String userId,
		@JsonProperty("app_version") @Schema(
				description = "Version of the client application") @Nullable String appVersion,
		@JsonProperty("ip") @Schema(description = "Masked address") @Nullable String ip,
		@JsonProperty("ip_prefix") @Schema(description = "Network of the address, CIDR; absent where the address is "
				+ "unknown") @Nullable String ipPrefix,
		@JsonProperty("locale") @Schema(description = "US state code or country code") @Nullable String locale,
		@JsonProperty("device_id") @Schema(description = "Opaque id of the device") @Nullable String deviceId,
		@JsonProperty("device_type") @Schema(
				description = "Kind of the device, such as `iOS`") @Nullable String deviceType,
		@JsonProperty("timestamp") @Schema(
				description = "When the user logged in, ISO-8601 in UTC, to the millisecond") Instant timestamp,
		@JsonProperty("latency_ms") @Schema(description = "Milliseconds from the source record's time to when its "
				+ "document was made; absent where the record has no time") @Nullable Long latencyMs,
		@JsonProperty("topic") @Schema(
				description = "Topic of the source record; absent for `user-login`") @Nullable String topic,
		@JsonProperty("partition") @Schema(
				description = "Partition of the source record, from 0") @Nullable Long partition,
		@JsonProperty("offset") @Schema(description = "Offset of the source record, from 0") @Nullable Long offset) {

	/** Fields that are read, see {@link DocValues}. */
	static final String[] FIELDS = { "user_id", "app_version", "ip", "ip_prefix.keyword", "locale", "device_id",
			"device_type", "kafka_source.latency_ms", "kafka_source.topic", "kafka_source.partition",
			"kafka_source.offset" };

	static FoundLogin of(Hit<Void> hit) {
		return new FoundLogin(String.valueOf(hit.id()), DocValues.text(hit, "user_id"),
				DocValues.text(hit, "app_version"), DocValues.text(hit, "ip"), DocValues.text(hit, "ip_prefix.keyword"),
				DocValues.text(hit, "locale"), DocValues.text(hit, "device_id"), DocValues.text(hit, "device_type"),
				Instant.ofEpochMilli(hit.sort().getFirst().longValue()),
				DocValues.number(hit, "kafka_source.latency_ms"), DocValues.text(hit, "kafka_source.topic"),
				DocValues.number(hit, "kafka_source.partition"), DocValues.number(hit, "kafka_source.offset"));
	}

}
