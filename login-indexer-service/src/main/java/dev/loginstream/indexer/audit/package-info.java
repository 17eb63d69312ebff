/**
 * The audit: whether each record of {@code user-login} is in exactly one of the index of
 * logins and the dead letters, offset by offset, and the repair of what is missing.
 */
@NullMarked
package dev.loginstream.indexer.audit;

import org.jspecify.annotations.NullMarked;
