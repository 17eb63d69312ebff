package dev.loginstream.dto;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class UserLoginTests {

	private final JsonMapper json = new JsonMapper();

	@Test
	void everyFieldIsReadFromItsWireName() throws IOException {
		UserLogin login = read("user-login.json");

		assertThat(login).isEqualTo(new UserLogin("a6397988-1649-4859-ae5f-a1407b638ca6", "2.3.0", "192.0.2.239", "RI",
				"6221eb3d-89b5-4585-8c98-545b78e24c53", 1720576825, "iOS", Map.of()));
	}

	@Test
	void absentDeviceTypeIsReadAsNull() throws IOException {
		assertThat(read("user-login-without-device-type.json").deviceType()).isNull();
	}

	@Test
	void unknownFieldsAreReadAtEveryDepth() throws IOException {
		UserLogin login = read("user-login-with-unknown-fields.json");

		assertThat(login.deviceType()).isEqualTo("iOS");
		assertThat(login.otherFields())
			.containsOnly(
					entry("session",
							Map.of("id", "s-1", "tags", Arrays.asList("web", null, Map.of("beta", true)), "seconds",
									12.5)),
					entry("attempts", 3), entry("referrer", null), entry("mfa", false), entry("empty", Map.of()));
	}

	@Test
	void numbersOfForeignProducersAreReadAsText() throws IOException {
		UserLogin login = read("user-login-of-foreign-producer.json");

		assertThat(login).isEqualTo(new UserLogin("4711", "2.3", "2001:db8:85a3::8a2e:370:7334", null, "987-65-4329",
				1694479551, null, Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-login.json", "user-login-without-device-type.json" })
	void loginIsWrittenByteForByteAsItWasRead(String file) throws IOException {
		assertThat(this.json.writeValueAsString(read(file))).isEqualTo(GoldenFile.read(file));
	}

	@Test
	void unknownFieldsAreWrittenAsTheyWereRead() throws IOException {
		String written = this.json.writeValueAsString(read("user-login-with-unknown-fields.json"));

		assertThat(this.json.readTree(written))
			.isEqualTo(this.json.readTree(GoldenFile.read("user-login-with-unknown-fields.json")));
	}

	@Test
	void absentFieldsAreNotWrittenAsNull() {
		UserLogin login = new UserLogin("user-1", null, null, null, null, 1720576825, null, Map.of());

		assertThat(this.json.writeValueAsString(login)).isEqualTo("{\"user_id\":\"user-1\",\"timestamp\":1720576825}");
	}

	private UserLogin read(String file) throws IOException {
		return this.json.readValue(GoldenFile.read(file), UserLogin.class);
	}

}
