package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes a document of a record: the record's bytes as they are, with {@code kafka_source}
 * before them. A pure function.
 */
final class LoginDocuments {

	private static final JsonFactory JSON = new JsonFactory();

	private final IndexRotation rotation;

	LoginDocuments(IndexRotation rotation) {
		this.rotation = rotation;
	}

	/**
	 * Makes a document.
	 * @param record of {@code processed-user-login}, by the processor or by anyone
	 * @return the document to create
	 * @throws NotALoginException if the value is not one JSON object with an ISO-8601
	 * {@code timestamp}
	 */
	BulkItem of(ConsumerRecord<byte[], byte[]> record) throws NotALoginException {
		byte[] value = record.value();
		if (value == null) {
			throw new NotALoginException("Expected a JSON object but found no value");
		}
		SourceRecord source = SourceRecord.of(record);
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new NotALoginException("Expected a JSON object");
			}
			int body = (int) parser.currentLocation().getByteOffset();
			Instant login = readTimestamp(parser);
			return BulkItem.create(this.rotation.indexOf(login), source.documentId(), document(source, value, body));
		}
		catch (JacksonException ex) {
			throw new NotALoginException("Expected one JSON object in UTF-8");
		}
	}

	// Reads to the end, since what is not one JSON text must not get into a bulk request.
	private static Instant readTimestamp(JsonParser parser) throws NotALoginException {
		Instant login = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("timestamp")) {
				login = parse(parser.getString());
			}
			parser.skipChildren();
		}
		if (login == null || parser.nextToken() != null) {
			throw new NotALoginException("Expected one JSON object with an ISO-8601 timestamp");
		}
		return login;
	}

	private static @Nullable Instant parse(String timestamp) {
		try {
			return OffsetDateTime.parse(timestamp).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static byte[] document(SourceRecord source, byte[] value, int body) {
		byte[] kafkaSource = ("{" + source.toJson() + ",").getBytes(StandardCharsets.UTF_8);
		byte[] document = new byte[kafkaSource.length + value.length - body];
		System.arraycopy(kafkaSource, 0, document, 0, kafkaSource.length);
		for (int i = body, to = kafkaSource.length; i < value.length; i++, to++) {
			// In JSON a raw line end can only be white space, and in a bulk request it
			// ends the document.
			document[to] = (value[i] == '\n' || value[i] == '\r') ? (byte) ' ' : value[i];
		}
		return document;
	}

	/** Says what was expected; never quotes the payload. */
	static final class NotALoginException extends Exception {

		private static final long serialVersionUID = 1L;

		private final String detail;

		NotALoginException(String detail) {
			super(detail, null, false, false);
			this.detail = detail;
		}

		String detail() {
			return this.detail;
		}

	}

}
