package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.RejectionReason;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

class UserLoginProcessorPropertyTests {

	@Property
	void randomBytesAreJudgedByTheContract(@ForAll @Size(max = 300) byte[] value) {
		LoginContract.verify(value);
	}

	@Property(tries = 2000)
	void mutatedLoginIsJudgedByTheContract(@ForAll("mutatedLogins") byte[] value) {
		classify(value);
	}

	@Property(tries = 1000)
	void treeOfAnyValuesIsJudgedByTheContract(@ForAll("trees") byte[] value) {
		classify(value);
	}

	@Property(tries = 1000)
	void anyTextIsPassedThroughInTextAndUnknownFields(@ForAll("texts") String text) {
		String login = "{\"user_id\":\"user-1\",\"timestamp\":1720576825,\"locale\":%s,\"x\":{\"y\":%s}}"
			.formatted(text, text);

		assertThat(LoginContract.verify(login.getBytes(StandardCharsets.UTF_8))).isEmpty();
	}

	// Generators that only ever made noise, or only logins, would prove little.
	private static void classify(byte[] value) {
		String outcome = LoginContract.verify(value).map(RejectionReason::code).orElse("processed");
		Statistics.collect(outcome);
		Statistics.coverage((coverage) -> {
			coverage.check("processed").percentage((share) -> share > 5);
			coverage.check("not_json").percentage((share) -> share < 90);
		});
	}

	@Provide
	Arbitrary<byte[]> mutatedLogins() {
		return Logins.mutated();
	}

	@Provide
	Arbitrary<byte[]> trees() {
		return Logins.trees();
	}

	@Provide
	Arbitrary<String> texts() {
		return Logins.texts();
	}

}
