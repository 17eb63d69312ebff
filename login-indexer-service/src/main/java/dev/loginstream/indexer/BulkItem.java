package dev.loginstream.indexer;

/**
 * One document to write, in the form of OpenSearch's bulk API. The record's bytes are not
 * copied before they are written to the request.
 *
 * @param head line that names index and id, and the begin of the document up to its first
 * field of the record; ASCII
 * @param value the record: one JSON object in UTF-8
 * @param from where in the value its first field begins
 */
record BulkItem(String head, byte[] value, int from) {

	/**
	 * Creates a document; one that is there already stays as it is.
	 * @param index to create it in
	 * @param id of the document
	 * @param source the field {@code kafka_source}, see {@link SourceRecord#toJson()}
	 * @param value the other fields: one JSON object in UTF-8
	 * @param from where in the value its first field begins
	 */
	static BulkItem create(String index, String id, String source, byte[] value, int from) {
		return item("create", index, id, source, value, from);
	}

	/**
	 * Writes a document, over one that is there already. Parameters are those of
	 * {@link #create}.
	 */
	static BulkItem index(String index, String id, String source, byte[] value, int from) {
		return item("index", index, id, source, value, from);
	}

	private static BulkItem item(String action, String index, String id, String source, byte[] value, int from) {
		String head = "{\"" + action + "\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n{" + source + ",";
		return new BulkItem(head, value, from);
	}

	/** How many bytes are written. */
	int size() {
		return this.head.length() + this.value.length - this.from + 1;
	}

	/**
	 * Writes both lines, the document on one however it was laid out.
	 * @param body of a request
	 * @param at where to begin
	 * @return the place after it
	 */
	int writeTo(byte[] body, int at) {
		copy(this.head, body, at);
		int to = at + this.head.length();
		for (int i = this.from; i < this.value.length; i++, to++) {
			// In JSON a raw line end can only be white space, and in a bulk request it
			// ends the document.
			body[to] = (this.value[i] == '\n' || this.value[i] == '\r') ? (byte) ' ' : this.value[i];
		}
		body[to] = '\n';
		return to + 1;
	}

	// Deprecated for what it does to characters beyond Latin-1; there are none here.
	@SuppressWarnings("deprecation")
	private static void copy(String ascii, byte[] target, int at) {
		ascii.getBytes(0, ascii.length(), target, at);
	}

}
