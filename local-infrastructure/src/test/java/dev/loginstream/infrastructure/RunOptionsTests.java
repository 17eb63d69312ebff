package dev.loginstream.infrastructure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RunOptionsTests {

	@Test
	void endlessRunHasItsDefaultRate() {
		RunOptions options = RunOptions.parse();

		assertThat(options.events()).isZero();
		assertThat(settings(options, LoginService.GENERATOR)).containsExactly("--login.generator.rate=50",
				"--login.generator.scenario=realistic");
	}

	@Test
	void countedRunIsAsFastAsKafkaTakesIt() {
		RunOptions options = RunOptions.parse("--events", "10000", "--fresh");

		assertThat(options.events()).isEqualTo(10_000);
		assertThat(options.fresh()).isTrue();
		assertThat(settings(options, LoginService.GENERATOR)).containsExactly("--login.generator.rate=0",
				"--login.generator.scenario=realistic");
	}

	@Test
	void optionsBecomeSettingsOfTheGenerator() {
		RunOptions options = RunOptions.parse("--rate", "12.5", "--bad", "0.02", "--seed", "-7", "--scenario",
				"uniform");

		assertThat(settings(options, LoginService.GENERATOR)).containsExactly("--login.generator.rate=12.5",
				"--login.generator.bad-share=0.02", "--login.generator.seed=-7", "--login.generator.scenario=uniform");
	}

	@Test
	void settingGoesToItsServiceAlone() {
		RunOptions options = RunOptions.parse("--login.indexer.index.rotation=daily");

		assertThat(settings(options, LoginService.INDEXER)).containsExactly("--login.indexer.index.rotation=daily");
		assertThat(settings(options, LoginService.PROCESSOR)).isEmpty();
	}

	@Test
	void auditIsWaitedForUnlessItIsSwitchedOff() {
		assertThat(RunOptions.parse("--events", "1").isAudited()).isTrue();
		assertThat(RunOptions.parse("--events", "1", "--login.indexer.audit.enabled=false").isAudited()).isFalse();
	}

	// Else Spring would read "30s,5s" and "50,7".
	@Test
	void settingTakesThePlaceOfADefault() {
		RunOptions options = RunOptions.parse("--login.generator.realistic.incident-interval=5s",
				"--login.generator.rate=7");

		assertThat(options.settingsOf(LoginService.GENERATOR,
				Map.of("--login.generator.realistic.incident-interval", "30s")))
			.containsExactlyInAnyOrder("--login.generator.realistic.incident-interval=5s", "--login.generator.rate=7",
					"--login.generator.scenario=realistic");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--events", "--events zero", "--events 0", "--rate -1", "--bad", "--scenario",
			"--scenario busy", "--nonsense", "--login.indexer.rotation", "--spring.kafka.x=y" })
	void wrongOptionIsNamed(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> RunOptions.parse(line.split(" ")))
			.withMessageContaining(line.split(" ")[0]);
	}

	private static List<String> settings(RunOptions options, LoginService service) {
		return options.settingsOf(service, Map.of());
	}

}
