package dev.loginstream.indexer.analytics;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The logins of a range in figures")
record LoginSummary(
		@JsonProperty("from") @Schema(description = "First time within the range, ISO-8601 in UTC") Instant from,
		@JsonProperty("to") @Schema(description = "First time after the range, ISO-8601 in UTC") Instant to,
		@JsonProperty("logins") @Schema(description = "Logins in the range, exact") long logins,
		@JsonProperty("unique_users") @Schema(
				description = "Different users in the range, " + Precision.STATED) long uniqueUsers,
		@JsonProperty("unique_devices") @Schema(description = "Different devices in the range, without `unknown`, "
				+ Precision.STATED) long uniqueDevices,
		@JsonProperty("returning_users") @Schema(description = "Users of the range who also logged in during the "
				+ "equally long time right before it: the users of either, added, less those of both times together. "
				+ "Each of the three is " + Precision.STATED) long returningUsers,
		@JsonProperty("new_users") @Schema(description = "The other users of the range: `unique_users` less "
				+ "`returning_users`. They may have logged in longer ago.") long newUsers,
		@JsonProperty("unknown") @Schema(description = "Share of the logins without a field") UnknownShares unknown,
		@JsonProperty("latency_ms") @Schema(description = "From a source record's time to when its document was made, "
				+ "in milliseconds; absent where no login has it") @Nullable Latency latency,
		@JsonProperty("device_types") @Schema(
				description = "Logins by `device_type`, at most 20 values") Counts deviceTypes,
		@JsonProperty("app_versions") @Schema(
				description = "Logins by `app_version`, at most 50 values") Counts appVersions,
		@JsonProperty("locales") @Schema(
				description = "Logins by `locale`: US state code or country code, at most 400 values") Counts locales,
		@JsonProperty("top_networks") @Schema(
				description = "The ten networks with the most logins, most first") List<Network> topNetworks) {

	@Schema(description = "Share of the logins for which the producer did not send a field (or sent an address that "
			+ "could not be parsed): 0 to 1, and 0 where there are no logins")
	record UnknownShares(@JsonProperty("app_version") @Schema(description = "Without `app_version`") double appVersion,
			@JsonProperty("ip") @Schema(description = "Without an address") double ip,
			@JsonProperty("locale") @Schema(description = "Without `locale`") double locale,
			@JsonProperty("device_id") @Schema(description = "Without `device_id`") double deviceId,
			@JsonProperty("device_type") @Schema(description = "Without `device_type`") double deviceType) {
	}

	@Schema(description = "Percentiles (t-digest, approximate) and maximum (exact), in milliseconds")
	record Latency(@JsonProperty("p50") @Schema(description = "Half of the logins took at most so long, ms") double p50,
			@JsonProperty("p95") @Schema(description = "95 % of the logins took at most so long, ms") double p95,
			@JsonProperty("p99") @Schema(description = "99 % of the logins took at most so long, ms") double p99,
			@JsonProperty("max") @Schema(description = "The slowest login took so long, ms") double max) {
	}

	@Schema(description = "A network")
	record Network(@JsonProperty("ip_prefix") @Schema(description = "The network, CIDR") String ipPrefix,
			@JsonProperty("logins") @Schema(description = "Logins from it") long logins,
			@JsonProperty("unique_users") @Schema(
					description = "Different users that logged in from it, approximate above 1,000") long uniqueUsers) {
	}

	/** Of a count of different values. */
	static final class Precision {

		static final int THRESHOLD = 40_000;

		static final String STATED = "exact or nearly so up to 40,000, above that approximate (HyperLogLog++)";

		private Precision() {
		}

	}

}
