package dev.loginstream.indexer.audit;

import dev.loginstream.indexer.LoginDocument;

/**
 * A document of a record of the source topic.
 *
 * @param offset of the record
 * @param index that holds the document
 * @param id of the document
 */
record IndexedDocument(long offset, String index, String id) {

	boolean isRejection() {
		return this.index.startsWith(LoginDocument.REJECTED_ALIAS);
	}

}
