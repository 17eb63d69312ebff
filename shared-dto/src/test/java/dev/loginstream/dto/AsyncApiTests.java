package dev.loginstream.dto;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final JsonNode DOCUMENT = new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml").toFile());

	private static final Schema USER_LOGIN = schema("UserLogin");

	private static final Schema PROCESSED_USER_LOGIN = schema("ProcessedUserLogin");

	@ParameterizedTest
	@ValueSource(strings = { "user-login.json", "user-login-without-device-type.json",
			"user-login-with-unknown-fields.json", "user-login-of-foreign-producer.json" })
	void goldenUserLoginsAreOfTheirSchema(String file) throws IOException {
		assertThat(faults(USER_LOGIN, GoldenFile.read(file))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "processed-user-login.json", "processed-user-login-of-ipv6.json",
			"processed-user-login-without-address.json", "processed-user-login-with-unknown-fields.json" })
	void goldenProcessedUserLoginsAreOfTheirSchema(String file) throws IOException {
		assertThat(faults(PROCESSED_USER_LOGIN, GoldenFile.read(file))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"user_id":"user-1","timestamp":946684800}""", """
			{"user_id":1,"timestamp":1720576825.25}""", """
			{"user_id":"user-1","timestamp":"1.720576825e9"}""", """
			{"user_id":"user-1","timestamp":1720576825,"ip":["192.0.2.1"],"app_version":true,"device_type":null}""", """
			{"user_id":"user-1","timestamp":1720576825,"ip_prefix":1,"kafka_source":{}}""" })
	void whatTheProcessorAcceptsIsOfTheSchema(String login) {
		assertThat(faults(USER_LOGIN, login)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			["user-1",1720576825]""", """
			{"timestamp":1720576825}""", """
			{"user_id":" ","timestamp":1720576825}""", """
			{"user_id":null,"timestamp":1720576825}""", """
			{"user_id":1.5,"timestamp":1720576825}""", """
			{"user_id":"user-1"}""", """
			{"user_id":"user-1","timestamp":null}""", """
			{"user_id":"user-1","timestamp":" "}""", """
			{"user_id":"user-1","timestamp":"2024-07-10T02:00:25Z"}""", """
			{"user_id":"user-1","timestamp":true}""", """
			{"user_id":"user-1","timestamp":946684799}""", """
			{"user_id":"user-1","timestamp":1720576825,"device_type":{}}""", """
			{"user_id":"user-1","timestamp":1720576825,"locale":[]}""" })
	void whatTheProcessorRejectsIsNotOfTheSchema(String login) {
		assertThat(faults(USER_LOGIN, login)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			ip          | "192.0.2.239"
			ip          | "192.0.256.xxx"
			ip          | "192.0.2.1.xxx"
			ip          | "2001:db8:85a3::8a2e:370:7334"
			ip          | "2001:0db8:85a3:xxxx"
			ip          | "unknown"
			ip          | null
			ip_prefix   | "192.0.2.239/32"
			ip_prefix   | "192.0.2.0"
			ip_prefix   | "2001:db8:85a3::/64"
			ip_prefix   | null
			user_id     | 4711
			user_id     | " "
			timestamp   | 1720576825
			timestamp   | "1720576825"
			timestamp   | "2024-07-10T02:00:25"
			timestamp   | "2024-07-10T04:00:25+02:00"
			timestamp   | "1999-12-31T23:59:59Z"
			app_version | 2.3
			locale      | null
			device_id   | ""
			device_type | {}
			kafka_source| 1
			""")
	void fieldThatTheProcessorNeverWritesIsNotOfTheSchema(String name, String value) throws IOException {
		ObjectNode login = (ObjectNode) JSON.readTree(GoldenFile.read("processed-user-login.json"));
		login.set(name, JSON.readTree(value));

		assertThat(PROCESSED_USER_LOGIN.validate(login)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_id", "app_version", "ip", "ip_prefix", "locale", "device_id", "timestamp",
			"device_type" })
	void processedLoginLacksNoField(String name) throws IOException {
		ObjectNode login = (ObjectNode) JSON.readTree(GoldenFile.read("processed-user-login.json"));
		login.remove(name);

		assertThat(PROCESSED_USER_LOGIN.validate(login)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UserLogin", "ProcessedUserLogin" })
	void examplesAreOfTheirSchema(String message) {
		JsonNode examples = DOCUMENT.at("/components/messages/" + message + "/examples");

		assertThat(examples).isNotEmpty()
			.allSatisfy((example) -> assertThat(schema(message).validate(example.get("payload"))).isEmpty());
	}

	@Test
	void rejectionReasonsAreThoseOfTheCode() {
		JsonNode reasons = DOCUMENT.at("/components/schemas/RejectionReason");

		assertThat(texts(reasons.get("enum")))
			.containsExactlyElementsOf(Arrays.stream(RejectionReason.values()).map(RejectionReason::code).toList());
		assertThat(reasons.get("description").asString()).contains(texts(reasons.get("enum")));
	}

	@Test
	void headerNamesAreThoseOfTheCode() {
		List<String> values = List.of(LoginHeaders.REPAIR, LoginHeaders.REDRIVE);
		List<String> names = Arrays.stream(LoginHeaders.class.getFields())
			.map(AsyncApiTests::constant)
			.filter((constant) -> !values.contains(constant))
			.toList();

		assertThat(texts(schemaNode("RedrivenHeaders").at("/properties/redriven-by/enum"))).isEqualTo(values);
		assertThat(Stream.of("ProcessedUserLoginHeaders", "DeadLetterHeaders", "RedrivenHeaders")
			.flatMap((headers) -> schemaNode(headers).get("properties").propertyNames().stream())
			.filter((name) -> !name.startsWith("kafka_dlt-original-"))).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		Set<String> references = DOCUMENT.findValues("$ref")
			.stream()
			.map(JsonNode::asString)
			.collect(Collectors.toSet());

		assertThat(references).isNotEmpty()
			.allSatisfy((reference) -> assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse());
	}

	private static Schema schema(String name) {
		String location = "https://example.org/asyncapi.json";
		return SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_7,
					(builder) -> builder.schemas(Map.of(location, DOCUMENT.toString())))
			.getSchema(SchemaLocation.of(location + "#/components/schemas/" + name));
	}

	private static JsonNode schemaNode(String name) {
		return DOCUMENT.at("/components/schemas/" + name);
	}

	private static List<Error> faults(Schema schema, String json) {
		return schema.validate(json, InputFormat.JSON);
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	private static String constant(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
