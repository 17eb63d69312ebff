package dev.loginstream.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param pairs how often limit and service take turns
 * @param events that the processor drains
 * @param documents that the indexer drains
 * @param steady how long each steady rate is measured
 * @param starts how often each service is started
 * @param documentsToQuery that queries look at
 * @param queries requests of each kind at most
 * @param eventsToAudit that the audit looks at
 */
record Sizes(int pairs, long events, long documents, Duration steady, int starts, long documentsToQuery, int queries,
		long eventsToAudit) {

	static final Sizes FULL = new Sizes(5, 1_000_000, 500_000, Duration.ofSeconds(30), 5, 5_000_000, 200, 10_000_000);

	static final Sizes QUICK = new Sizes(2, 200_000, 100_000, Duration.ofSeconds(10), 2, 200_000, 20, 500_000);

	/** The same, with as few documents as a rough look needs. */
	Sizes withFewDocuments() {
		return new Sizes(this.pairs, this.events, this.documents / 5, this.steady, this.starts, this.documentsToQuery,
				this.queries, this.eventsToAudit);
	}

	/**
	 * Events before those that are measured: at rates like these the compiler is busy
	 * with a new process for as long.
	 */
	long eventsToWarmUp() {
		return 3 * this.events;
	}

	/** Events that the generator writes: a million would take it a second. */
	long eventsToWrite() {
		return 5 * this.events;
	}

	/** Documents before those that are measured. */
	long documentsToWarmUp() {
		return this.documents / 2;
	}

}
