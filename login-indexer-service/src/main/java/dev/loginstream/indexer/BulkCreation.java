package dev.loginstream.indexer;

import java.util.List;

/**
 * The write path of {@link LoginDocumentRepository}. {@code saveAll} reports a failure
 * only for the whole and refreshes the index at every call.
 */
interface BulkCreation {

	/**
	 * Writes documents, each as its item says.
	 * @param items what to write; may be more than one request can carry
	 * @return a verdict for each item, in their order; never throws for what OpenSearch
	 * or the network does
	 */
	List<Verdict> create(List<BulkItem> items);

}
