/**
 * Topic {@code processed-user-login} to OpenSearch, one document a record. A record's
 * way: {@link dev.loginstream.indexer.LoginIndexer}, a bulk request of
 * {@link dev.loginstream.indexer.LoginDocumentRepository}, committed by the container.
 * Likewise {@code user-login-dlt}, by
 * {@link dev.loginstream.indexer.RejectedLoginIndexer}.
 */
@NullMarked
package dev.loginstream.indexer;

import org.jspecify.annotations.NullMarked;
