package dev.loginstream.infrastructure;

/**
 * How far the audit is, as the indexer's meters say.
 *
 * @param known whether it confirms anything; if not, the others say nothing
 * @param verified offsets of {@code user-login} that it is past, from 0 in each partition
 * @param missing records that are nowhere
 * @param doubled records that are there more than once
 */
record AuditProgress(boolean known, long verified, long missing, long doubled) {

	static final AuditProgress NONE = new AuditProgress(false, 0, 0, 0);

	static AuditProgress of(Scrape indexer) {
		double verified = indexer.value("login_audit_verified_offset", Double.NaN);
		double age = indexer.value("login_audit_age_seconds", Double.NaN);
		return Double.isNaN(verified + age) ? NONE : new AuditProgress(true, (long) verified,
				(long) indexer.value("login_audit_missing"), (long) indexer.value("login_audit_duplicate"));
	}

	/**
	 * Whether every record is accounted for. No partition is verified past its end, so
	 * the sums are the same only where each is.
	 * @param end sum of the end offsets of {@code user-login}, read afterwards
	 */
	boolean isComplete(long end) {
		return this.known && this.verified == end && this.missing == 0 && this.doubled == 0;
	}

	/** For the status line. */
	String status() {
		return this.known ? "audited %,d  missing %,d  doubled %,d".formatted(this.verified, this.missing, this.doubled)
				: "audit ?";
	}

	/** One line. */
	String summary() {
		return this.known ? "Audit: %,d offsets verified, %,d missing, %,d doubled.".formatted(this.verified,
				this.missing, this.doubled) : "Audit: it confirms nothing.";
	}

}
