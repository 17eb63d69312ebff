package dev.loginstream.generator;

import java.time.Duration;
import java.util.Map;

import dev.loginstream.generator.realistic.IncidentKind;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoginGeneratorPropertiesTests {

	@Test
	void loginsAreUniformUnlessToldOtherwise() {
		assertThat(bind(Map.of()).scenario()).isEqualTo(Scenario.UNIFORM);
	}

	@Test
	void everyKindOfIncidentComesEveryTenMinutes() {
		LoginGeneratorProperties properties = bind(Map.of());

		assertThat(properties.realistic().incidents()).containsExactly(IncidentKind.values());
		assertThat(properties.realistic().incidentInterval()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void incidentsCanBeChosenAndSwitchedOff() {
		assertThat(
				bind(Map.of("login.generator.realistic.incidents", "burst,account-takeover")).realistic().incidents())
			.containsExactly(IncidentKind.BURST, IncidentKind.ACCOUNT_TAKEOVER);
		assertThat(bind(Map.of("login.generator.realistic.incidents", "")).realistic().incidents()).isEmpty();
	}

	@Test
	void replayDoesNotBeginBeforeTheProcessorAcceptsIt() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("login.generator.realistic.from", "1999-12-31T00:00:00Z")))
			.havingRootCause()
			.withMessageContaining("login.generator.realistic.from");
	}

	private static LoginGeneratorProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("login.generator",
				LoginGeneratorProperties.class);
	}

}
