/**
 * A real Kafka broker and a real OpenSearch node, each a JVM of its own from Maven jars,
 * and {@code ./run}, which starts the whole pipeline on them.
 */
@NullMarked
package dev.loginstream.infrastructure;

import org.jspecify.annotations.NullMarked;
