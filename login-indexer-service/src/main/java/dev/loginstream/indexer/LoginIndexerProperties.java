package dev.loginstream.indexer;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the login indexer.
 *
 * @param inputTopic topic to read {@code ProcessedUserLogin} values from
 * @param deadLetterTopic topic to write records to that OpenSearch refuses for good, and
 * to read the rejected from
 * @param redriveTopic topic to read from which dead letters are processed again
 * @param instance name that no other running instance has, the same after a restart; part
 * of the transactional id
 * @param index how indices are named and made
 * @param bulk how large a bulk request gets
 * @param retry how an outage of OpenSearch is waited out
 * @param rejected the index of rejected logins
 */
@Validated
@ConfigurationProperties("login.indexer")
public record LoginIndexerProperties(@DefaultValue("processed-user-login") @NotBlank String inputTopic,
		@DefaultValue("user-login-dlt") @NotBlank String deadLetterTopic,
		@DefaultValue("user-login-redrive") @NotBlank String redriveTopic, @NotBlank String instance,
		@DefaultValue @Valid Index index, @DefaultValue @Valid Bulk bulk, @DefaultValue @Valid Retry retry,
		@DefaultValue @Valid Rejected rejected) {

	/**
	 * Indices of the logins and of the rejected.
	 *
	 * @param rotation which of them share an index
	 * @param createTemplate whether to put the index templates at start; without it an
	 * operator must have
	 * @param shards primary shards of a new index
	 * @param replicas copies of each shard of a new index
	 */
	public record Index(@DefaultValue("monthly") @NotNull IndexRotation rotation,
			@DefaultValue("true") boolean createTemplate, @DefaultValue("1") @Positive int shards,
			@DefaultValue("1") @PositiveOrZero int replicas) {
	}

	/**
	 * Bounds of one bulk request.
	 *
	 * @param maxDocuments documents at most
	 * @param maxSize bytes at most, unless one document alone has more
	 */
	public record Bulk(@DefaultValue("5000") @Positive int maxDocuments,
			@DefaultValue("8MB") @NotNull DataSize maxSize) {
	}

	/**
	 * Waits between two tries: random, from nothing to a bound that doubles each time.
	 *
	 * @param firstBound bound of the first wait
	 * @param lastBound bound that is not exceeded
	 */
	public record Retry(@DefaultValue("200ms") @NotNull Duration firstBound,
			@DefaultValue("4s") @NotNull Duration lastBound) {
	}

	/**
	 * The index of rejected logins.
	 *
	 * @param enabled whether dead letters are indexed
	 */
	public record Rejected(@DefaultValue("true") boolean enabled) {
	}

}
