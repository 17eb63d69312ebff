package dev.loginstream.indexer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One document to create, in the form of OpenSearch's bulk API.
 *
 * @param action line that names index and id, UTF-8, without its line end
 * @param source the document: one JSON object on one line, UTF-8, without its line end
 */
record BulkItem(byte[] action, byte[] source) {

	static BulkItem create(String index, String id, byte[] source) {
		String action = "{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}";
		return new BulkItem(action.getBytes(StandardCharsets.UTF_8), source);
	}

	int size() {
		return this.action.length + this.source.length + 2;
	}

	void writeTo(ByteArrayOutputStream body) {
		body.writeBytes(this.action);
		body.write('\n');
		body.writeBytes(this.source);
		body.write('\n');
	}

}
