package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTests {

	private static final SchemaRegistry SCHEMAS = schemas();

	private static final Schema USER_LOGIN = schema("UserLogin");

	private static final Schema PROCESSED_USER_LOGIN = schema("ProcessedUserLogin");

	private final UserLoginProcessor processor = new UserLoginProcessor(
			InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), Duration.ofDays(1));

	@ParameterizedTest
	@ValueSource(strings = { """
			{"user_id":"user-1","timestamp":1720576825}""", """
			{"user_id":-1,"timestamp":"946684800"}""", """
			{"user_id":"user-1","timestamp":1.720576825e9,"ip":"192.0.2.1"}""", """
			{"user_id":"user-1","timestamp":1720576825.5,"ip":"2001:db8:0:1::1"}""", """
			{"user_id":"user-1","timestamp":1720576825.000001,"ip":"::"}""", """
			{"user_id":"user-1","timestamp":1720576825.000000001,"ip":"::ffff:192.0.2.1"}""", """
			{"user_id":"user-1","timestamp":1720576825,"ip":"0.0.0.0"}""", """
			{"user_id":"user-1","timestamp":1720576825,"ip":"localhost"}""", """
			{"user_id":"user-1","timestamp":1720576825,"ip":{"v4":"192.0.2.1"}}""",
			"""
					{"user_id":"user-1","timestamp":1720576825,"app_version":2.30,"locale":true,"device_id":" ","device_type":null}""",
			"""
					{"user_id":"user-1","timestamp":1720576825,"ip_prefix":null,"kafka_source":{"partition":0}}""", """
					{"user_id":"user-1","timestamp":1720576825,"ip":"192.0.2.1","ip_prefix":1,"extra":[{}]}""" })
	void loginOfTheOneSchemaBecomesALoginOfTheOther(String login) {
		assertThat(USER_LOGIN.validate(login, InputFormat.JSON)).isEmpty();

		assertThat(this.processor.process(login.getBytes(StandardCharsets.UTF_8)))
			.isInstanceOfSatisfying(Processed.class, (processed) -> {
				String value = new String(processed.value(), StandardCharsets.UTF_8);
				assertThat(PROCESSED_USER_LOGIN.validate(value, InputFormat.JSON)).isEmpty();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			"user-1\"""", """
			["user-1",1720576825]""", """
			{}""", """
			{"timestamp":1720576825}""", """
			{"user_id":"","timestamp":1720576825}""", """
			{"user_id":" ","timestamp":1720576825}""", """
			{"user_id":null,"timestamp":1720576825}""", """
			{"user_id":1.5,"timestamp":1720576825}""", """
			{"user_id":["user-1"],"timestamp":1720576825}""", """
			{"user_id":"user-1"}""", """
			{"user_id":"user-1","timestamp":null}""", """
			{"user_id":"user-1","timestamp":""}""", """
			{"user_id":"user-1","timestamp":"2024-07-10T02:00:25Z"}""", """
			{"user_id":"user-1","timestamp":" 1720576825"}""", """
			{"user_id":"user-1","timestamp":"1720576825."}""", """
			{"user_id":"user-1","timestamp":{}}""", """
			{"user_id":"user-1","timestamp":946684799.5}""", """
			{"user_id":"user-1","timestamp":1720576825,"app_version":{}}""", """
			{"user_id":"user-1","timestamp":1720576825,"locale":[]}""", """
			{"user_id":"user-1","timestamp":1720576825,"device_id":[1]}""", """
			{"user_id":"user-1","timestamp":1720576825,"device_type":{"name":"iOS"}}""" })
	void whatIsNotOfTheSchemaIsRejected(String login) {
		assertThat(USER_LOGIN.validate(login, InputFormat.JSON)).isNotEmpty();

		assertThat(this.processor.process(login.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Rejected.class);
	}

	private static SchemaRegistry schemas() {
		String document = new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml")).toString();
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7,
				(builder) -> builder.schemas(Map.of("https://example.org/asyncapi.json", document)));
	}

	private static Schema schema(String name) {
		return SCHEMAS.getSchema(SchemaLocation.of("https://example.org/asyncapi.json#/components/schemas/" + name));
	}

}
