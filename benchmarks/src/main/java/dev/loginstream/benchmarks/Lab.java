package dev.loginstream.benchmarks;

/**
 * All that a benchmark works with.
 *
 * @param servers that nothing else uses meanwhile
 * @param backlogs topics that are there to be drained
 * @param sizes how much is measured
 * @param report that gets the figures
 */
record Lab(Servers servers, Backlogs backlogs, Sizes sizes, Report report) {
}
