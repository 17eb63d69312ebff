package dev.loginstream.indexer.analytics;

import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import org.springframework.web.bind.annotation.BindParam;

/**
 * The part of a request that says which logins it is about. A value is compared as it is:
 * there are no wildcards.
 */
record LoginFilter(
		@Parameter(name = "user_id",
				description = "Only logins of this user; the whole id, without wildcards.") @BindParam("user_id") @Size(
						min = 1, max = 1024) @Nullable String userId,
		@Parameter(name = "device_id",
				description = "Only logins from this device; the whole id, without wildcards.") @BindParam("device_id") @Size(
						min = 1, max = 1024) @Nullable String deviceId,
		@Parameter(name = "ip_prefix", description = "Only logins from this network, as `ip_prefix` of a login has it.",
				example = "192.0.2.0/24") @BindParam("ip_prefix") @Size(min = 1, max = 64) @Nullable String ipPrefix,
		@Parameter(description = "Only logins with this US state code or country code.", example = "RI") @Size(min = 1,
				max = 1024) @Nullable String locale) {

	List<Query> queries() {
		List<Query> queries = new ArrayList<>();
		add(queries, "user_id", this.userId);
		add(queries, "device_id", this.deviceId);
		add(queries, "ip_prefix.keyword", this.ipPrefix);
		add(queries, "locale", this.locale);
		return queries;
	}

	private static void add(List<Query> queries, String field, @Nullable String value) {
		if (value != null) {
			queries.add(Query.of((query) -> query.term((term) -> term.field(field).value(FieldValue.of(value)))));
		}
	}

}
