package dev.loginstream.infrastructure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditProgressTests {

	@Test
	void offsetsOfAllPartitionsAreAddedUp() {
		AuditProgress progress = AuditProgress.of(Scrape.parse("""
				login_audit_verified_offset{partition="0"} 12000.0
				login_audit_verified_offset{partition="1"} 345.0
				login_audit_missing 7.0
				login_audit_duplicate 3.0
				login_audit_age_seconds 4.2
				"""));

		assertThat(progress).isEqualTo(new AuditProgress(true, 12_345, 7, 3));
		assertThat(progress.status()).isEqualTo("audited 12,345  missing 7  doubled 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login_audit_verified_offset{partition=\"0\"} NaN\nlogin_audit_age_seconds 1.0\n",
			"login_audit_verified_offset{partition=\"0\"} 0.0\nlogin_audit_age_seconds NaN\n", "" })
	void auditThatConfirmsNothingIsNotKnown(String meters) {
		AuditProgress progress = AuditProgress.of(Scrape.parse(meters));

		assertThat(progress.status()).isEqualTo("audit ?");
		assertThat(progress.isComplete(0)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "100, 0, 0, true", "99, 0, 0, false", "100, 1, 0, false", "100, 0, 1, false" })
	void completeIsWhenAllIsVerifiedAndNothingFound(long verified, long missing, long doubled, boolean complete) {
		assertThat(new AuditProgress(true, verified, missing, doubled).isComplete(100)).isEqualTo(complete);
	}

}
