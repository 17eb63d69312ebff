/**
 * How fast the services are, against plain clients that do no work: on the same broker,
 * node, data and machine, in the same run. {@link dev.loginstream.benchmarks.Bench} runs
 * it all; a class named {@code Plain…} is a limit, in a process of its own.
 */
@NullMarked
package dev.loginstream.benchmarks;

import org.jspecify.annotations.NullMarked;
