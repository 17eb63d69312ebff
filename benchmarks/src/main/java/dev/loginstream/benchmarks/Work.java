package dev.loginstream.benchmarks;

/**
 * How much has been done so far, as seen from outside the process that does it.
 */
@FunctionalInterface
interface Work {

	/**
	 * Looks.
	 * @return records or documents, never less than before
	 * @throws Exception if the server that knows does not answer
	 */
	long done() throws Exception;

}
