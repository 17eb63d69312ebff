package dev.loginstream.infrastructure;

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
		assertThat(options.settingsOf(LoginService.GENERATOR)).containsExactly("--login.generator.rate=50");
	}

	@Test
	void countedRunIsAsFastAsKafkaTakesIt() {
		RunOptions options = RunOptions.parse("--events", "10000", "--fresh");

		assertThat(options.events()).isEqualTo(10_000);
		assertThat(options.fresh()).isTrue();
		assertThat(options.settingsOf(LoginService.GENERATOR)).containsExactly("--login.generator.rate=0");
	}

	@Test
	void optionsBecomeSettingsOfTheGenerator() {
		RunOptions options = RunOptions.parse("--rate", "12.5", "--bad", "0.02", "--seed", "-7");

		assertThat(options.settingsOf(LoginService.GENERATOR)).containsExactly("--login.generator.bad-share=0.02",
				"--login.generator.seed=-7", "--login.generator.rate=12.5");
	}

	@Test
	void settingGoesToItsServiceAlone() {
		RunOptions options = RunOptions.parse("--login.indexer.index.rotation=daily");

		assertThat(options.settingsOf(LoginService.INDEXER)).containsExactly("--login.indexer.index.rotation=daily");
		assertThat(options.settingsOf(LoginService.PROCESSOR)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--events", "--events zero", "--events 0", "--rate -1", "--bad", "--nonsense",
			"--login.indexer.rotation", "--spring.kafka.x=y" })
	void wrongOptionIsNamed(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> RunOptions.parse(line.split(" ")))
			.withMessageContaining(line.split(" ")[0]);
	}

}
