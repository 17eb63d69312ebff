package dev.loginstream.dto;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class ProcessedUserLoginTests {

	private final JsonMapper json = new JsonMapper();

	@Test
	void everyFieldIsReadFromItsWireName() throws IOException {
		ProcessedUserLogin login = read("processed-user-login.json");

		assertThat(login).isEqualTo(new ProcessedUserLogin("a6397988-1649-4859-ae5f-a1407b638ca6", "2.3.0",
				"192.0.2.xxx", "192.0.2.0/24", "RI", "6221eb3d-89b5-4585-8c98-545b78e24c53",
				Instant.parse("2024-07-10T02:00:25Z"), "iOS", Map.of()));
	}

	@Test
	void fractionsOfASecondAreRead() throws IOException {
		assertThat(read("processed-user-login-of-ipv6.json").timestamp())
			.isEqualTo(Instant.parse("2024-07-10T02:00:25.250Z"));
	}

	@Test
	void unknownAddressHasNoPrefix() throws IOException {
		ProcessedUserLogin login = read("processed-user-login-without-address.json");

		assertThat(login.ip()).isEqualTo(ProcessedUserLogin.UNKNOWN);
		assertThat(login.ipPrefix()).isNull();
	}

	@Test
	void unknownFieldsAreReadAtEveryDepth() throws IOException {
		ProcessedUserLogin login = read("processed-user-login-with-unknown-fields.json");

		assertThat(login.ipPrefix()).isEqualTo("192.0.2.0/24");
		assertThat(login.otherFields()).containsOnly(entry("ip_prefix_", "of the producer"),
				entry("kafka_source_", Map.of("partition", 1)),
				entry("session",
						Map.of("id", "s-1", "tags", Arrays.asList("web", null, Map.of("beta", true)), "seconds", 12.5)),
				entry("attempts", 3), entry("referrer", null), entry("mfa", false), entry("empty", Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "processed-user-login.json", "processed-user-login-of-ipv6.json",
			"processed-user-login-without-address.json" })
	void loginIsWrittenByteForByteAsItWasRead(String file) throws IOException {
		assertThat(this.json.writeValueAsString(read(file))).isEqualTo(GoldenFile.read(file));
	}

	@Test
	void unknownFieldsAreWrittenAsTheyWereRead() throws IOException {
		String written = this.json.writeValueAsString(read("processed-user-login-with-unknown-fields.json"));

		assertThat(this.json.readTree(written))
			.isEqualTo(this.json.readTree(GoldenFile.read("processed-user-login-with-unknown-fields.json")));
	}

	private ProcessedUserLogin read(String file) throws IOException {
		return this.json.readValue(GoldenFile.read(file), ProcessedUserLogin.class);
	}

}
