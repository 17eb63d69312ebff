package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
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

	/**
	 * Fields that are read, all from doc values: these have no text that is too long to
	 * be indexed, while in the source one may have as many bytes as a record.
	 */
	static final String[] FIELDS = { "user_id", "app_version", "ip", "ip_prefix.keyword", "locale", "device_id",
			"device_type", "kafka_source.latency_ms", "kafka_source.topic", "kafka_source.partition",
			"kafka_source.offset" };

	static FoundLogin of(Hit<Void> hit) {
		Map<String, JsonData> fields = hit.fields();
		return new FoundLogin(String.valueOf(hit.id()), text(fields, "user_id"), text(fields, "app_version"),
				text(fields, "ip"), text(fields, "ip_prefix.keyword"), text(fields, "locale"),
				text(fields, "device_id"), text(fields, "device_type"),
				Instant.ofEpochMilli(hit.sort().getFirst().longValue()), number(fields, "kafka_source.latency_ms"),
				text(fields, "kafka_source.topic"), number(fields, "kafka_source.partition"),
				number(fields, "kafka_source.offset"));
	}

	private static @Nullable String text(Map<String, JsonData> fields, String name) {
		return (first(fields, name) instanceof JsonString text) ? text.getString() : null;
	}

	private static @Nullable Long number(Map<String, JsonData> fields, String name) {
		return (first(fields, name) instanceof JsonNumber number) ? number.longValue() : null;
	}

	// An array in the record has many values; they are not ours, and the first stands for
	// them.
	private static @Nullable JsonValue first(Map<String, JsonData> fields, String name) {
		JsonData values = fields.get(name);
		return (values != null) ? values.toJson().asJsonArray().getFirst() : null;
	}

}
