package dev.loginstream.faults;

import dev.loginstream.dto.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that cannot be logins, of every kind, among those that are.
 */
@ExtendWith(Lab.Shared.class)
class PoisonTests {

	@Test
	void onePercent(Lab lab) throws Exception {
		lab.deployment().deploy(Instance.processor(1), Instance.indexer(1));
		int events = Size.of(5_000, 100_000);
		try (Scenario scenario = new Scenario("1 % poison", lab.deployment(), lab.report(), Size.of(1000, 2000), 100)) {
			scenario.verify(events);
			int poison = (scenario.sent() + 99) / 100;
			int reasons = RejectionReason.values().length;
			for (RejectionReason reason : RejectionReason.values()) {
				// For each reason in turn, so that the first have one more of the last
				// round.
				int ofThis = (poison + reasons - 1 - reason.ordinal()) / reasons;
				assertThat(scenario.rejections(reason)).as(reason.code()).isEqualTo(ofThis);
			}
		}
	}

}
