package dev.loginstream.indexer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
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

	private final IndexNames indices;

	LoginDocuments(IndexRotation rotation) {
		this.indices = new IndexNames(rotation);
	}

	/**
	 * Makes a document.
	 * @param record of {@code processed-user-login}, by the processor or by anyone
	 * @param now ms since the epoch
	 * @return the document to create
	 * @throws NotALoginException if the value is not one JSON object with an ISO-8601
	 * {@code timestamp}
	 */
	BulkItem of(ConsumerRecord<byte[], byte[]> record, long now) throws NotALoginException {
		byte[] value = record.value();
		if (value == null) {
			throw new NotALoginException("Expected a JSON object but found no value");
		}
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new NotALoginException("Expected a JSON object");
			}
			int from = (int) parser.currentLocation().getByteOffset();
			SourceRecord source = SourceRecord.of(record);
			return BulkItem.create(readIndex(parser), source.documentId(), source.toJson(now), value, from);
		}
		catch (JacksonException ex) {
			throw new NotALoginException("Expected one JSON object in UTF-8");
		}
	}

	// Reads to the end, since what is not one JSON text must not get into a bulk request.
	private String readIndex(JsonParser parser) throws NotALoginException {
		String index = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("timestamp")) {
				index = this.indices.of(parser.getString());
			}
			parser.skipChildren();
		}
		if (index == null || parser.nextToken() != null) {
			throw new NotALoginException("Expected one JSON object with an ISO-8601 timestamp");
		}
		return index;
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
