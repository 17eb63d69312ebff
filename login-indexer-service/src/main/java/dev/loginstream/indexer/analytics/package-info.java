/**
 * What the logins tell: read-only queries on the indices, and the page that shows them.
 * Nothing here takes part in indexing, and indexing does not wait for it.
 */
@NullMarked
package dev.loginstream.indexer.analytics;

import org.jspecify.annotations.NullMarked;
