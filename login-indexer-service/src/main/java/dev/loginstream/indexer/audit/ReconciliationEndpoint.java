package dev.loginstream.indexer.audit;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/reconciliation}: what the audit found, and what to do about it. Of the
 * partitions that this instance has.
 */
@Component
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

	private final AuditedPartitions partitions;

	private final ReconciliationReports reports;

	private final Repair repair;

	ReconciliationEndpoint(AuditedPartitions partitions, ReconciliationReports reports, Repair repair) {
		this.partitions = partitions;
		this.reports = reports;
		this.repair = repair;
	}

	/** What is verified, missing and duplicate. */
	@ReadOperation
	ReconciliationReport report() {
		return this.reports.report();
	}

	/**
	 * Begins something that the next reports tell of.
	 * @param action {@code again}: audit all that is retained again; {@code repair}: send
	 * what is missing and retained through the pipeline again
	 */
	@WriteOperation
	Accepted begin(@Selector Action action) {
		switch (action) {
			case AGAIN -> this.partitions.again();
			case REPAIR -> this.repair.begin();
		}
		return new Accepted(action);
	}

	/** What can be asked for. */
	enum Action {

		/** Audit all that is retained again. */
		AGAIN,

		/** Send what is missing and retained through the pipeline again. */
		REPAIR

	}

	/**
	 * The answer to what has begun.
	 *
	 * @param accepted what was asked for
	 */
	record Accepted(Action accepted) {
	}

}
