package dev.loginstream.indexer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.elasticsearch.annotations.Document;
import org.springframework.data.elasticsearch.annotations.Field;
import org.springframework.data.elasticsearch.annotations.FieldType;
import org.springframework.data.elasticsearch.annotations.WriteTypeHint;

/**
 * One login in OpenSearch, as it is read. It is written as the bytes of its record, see
 * {@link BulkItem}.
 *
 * @param id {@code <partition>-<offset>-<timestamp in ms>} of the source record: the
 * guarantee that a record is one document, however often it is delivered. The time keeps
 * ids apart when a topic is deleted and made again.
 * @param userId opaque id
 * @param appVersion version of the client application
 * @param ip masked address
 * @param ipPrefix network of the address, CIDR
 * @param locale US state code or country code
 * @param deviceId opaque id of the device
 * @param timestamp when the user logged in
 * @param deviceType such as {@code iOS}
 * @param kafkaSource where the source record is
 */
@Document(indexName = LoginDocument.ALIAS, createIndex = false, writeTypeHint = WriteTypeHint.FALSE)
public record LoginDocument(@Id String id, @Field(name = "user_id", type = FieldType.Keyword) String userId,
		@Field(name = "app_version", type = FieldType.Keyword) String appVersion,
		@Field(type = FieldType.Keyword) String ip,
		@Field(name = "ip_prefix", type = FieldType.Ip_Range) @Nullable String ipPrefix,
		@Field(type = FieldType.Keyword) String locale,
		@Field(name = "device_id", type = FieldType.Keyword) String deviceId, @Field(type = FieldType.Date, format = {
		}, pattern = { "uuuu-MM-dd'T'HH:mm:ssX", "uuuu-MM-dd'T'HH:mm:ss.SSSX", "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX",
				"uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX" }) Instant timestamp,
		@Field(name = "device_type", type = FieldType.Keyword) String deviceType,
		@Field(name = "kafka_source") KafkaSource kafkaSource){

	/** Behind which all indices of logins are read. */
	public static final String ALIAS = "processed-user-login-index";

	/** Behind which all indices of rejected logins are read. */
	public static final String REJECTED_ALIAS = "rejected-user-login-index";

	/**
	 * Coordinates of a record.
	 *
	 * @param topic null for {@code user-login}; else the indexer's input topic, for a
	 * record that does not come from the processor
	 * @param partition from 0
	 * @param offset from 0
	 * @param latencyMs from the record's timestamp to when its document was made; null
	 * where it has no timestamp
	 */
	public record KafkaSource(@Field(type = FieldType.Keyword) @Nullable String topic,
			@Field(type = FieldType.Integer) int partition, @Field(type = FieldType.Long) long offset,
			@Field(name = "latency_ms", type = FieldType.Long) @Nullable Long latencyMs) {
	}

}
