package dev.loginstream.indexer.analytics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginstream.indexer.IndexerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@IndexerTest
class OpenApiTests {

	private static final Instant TIME = Instant.parse("2026-01-15T12:00:00Z");

	private final Indices indices;

	private final Api api;

	private final JsonNode description;

	OpenApiTests(@Autowired RestClient openSearch, @Autowired Environment environment) {
		this.indices = new Indices(openSearch);
		this.api = new Api(environment);
		this.description = this.api.get("/v3/api-docs", Map.of());
	}

	@BeforeEach
	void addDocuments() throws Exception {
		this.indices.clear();
		this.indices.addLogins(
				List.of(Indices.login("u-1", "d-1", "iOS", "2.3.0", "RI", "192.0.2.0/24", TIME.plusSeconds(1), 1),
						Indices.login("u-2", "d-2", "iOS", "2.3.0", "CA", "192.0.2.0/24", TIME.plusSeconds(1), 2)));
		this.indices.addRejections(List.of(Map.of("reason", "not_json", "service", "login-processor", "timestamp",
				TIME.plusSeconds(1).toString())));
	}

	@Test
	void descriptionIsTheOneInTheDocs() throws Exception {
		String served = JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(this.description) + "\n";
		Path copy = Files.writeString(Path.of("target", "openapi.json"), served);

		assertThat(Path.of("..", "docs", "openapi.json")).as("a copy of " + copy).hasContent(served);
	}

	@Test
	void allIsDescribed() {
		List<String> missing = new ArrayList<>();
		this.description.at("/paths").forEachEntry((path, item) -> {
			require(missing, path, item.at("/get"), "operationId", "summary", "description");
			item.at("/get/parameters").forEach((parameter) -> require(missing, path, parameter, "name", "description"));
			assertThat(item.at("/get/responses").propertyNames()).as(path).contains("200", "400", "500", "503");
		});
		this.description.at("/components/schemas").forEachEntry((name, schema) -> {
			require(missing, name, schema, "description", "properties");
			schema.at("/properties")
				.forEachEntry((property, type) -> require(missing, name + "." + property, type, "description"));
		});

		assertThat(missing).isEmpty();
		assertThat(this.description.at("/components/schemas").size()).isGreaterThan(5);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/logins             |                     | 200
			/api/logins             | size=1              | 200
			/api/logins             | user_id=nobody      | 200
			/api/logins             | size=0              | 400
			/api/logins             | other=1             | 400
			/api/logins/histogram   | by=locale           | 200
			/api/logins/histogram   | by=secret           | 400
			/api/logins/summary     |                     | 200
			/api/insights           |                     | 200
			/api/insights           | to=tomorrow         | 400
			/api/rejections/summary |                     | 200
			""")
	void answersAreAsDescribed(String path, String parameter, int status) {
		Map<String, Object> parameters = new HashMap<>(Map.of("from", TIME, "to", TIME.plusSeconds(60)));
		Stream.ofNullable(parameter).map((text) -> text.split("=")).forEach((pair) -> parameters.put(pair[0], pair[1]));

		var answer = this.api.exchange(path, parameters);

		assertThat(answer.getStatus().value()).isEqualTo(status);
		assertThat(schema(path, status).validate(answer.getResponseBody(), InputFormat.JSON)).isEmpty();
	}

	@Test
	void answersWithoutLoginsAreAsDescribed() throws Exception {
		this.indices.clear();

		for (String path : List.of("/api/logins", "/api/logins/summary", "/api/rejections/summary")) {
			String answer = this.api.exchange(path, Map.of()).getResponseBody();
			assertThat(schema(path, 200).validate(answer, InputFormat.JSON)).as(answer).isEmpty();
		}
	}

	// What is not described must not be there either.
	private Schema schema(String path, int status) {
		ObjectNode description = this.description.deepCopy().asObject();
		description.at("/components/schemas").forEach((schema) -> schema.asObject().put("additionalProperties", false));
		String pointer = "/paths/%s/get/responses/%d/content/application~1%s/schema".formatted(path.replace("/", "~1"),
				status, (status == 200) ? "json" : "problem+json");
		assertThat(description.at(pointer).isMissingNode()).as(pointer).isFalse();
		return SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
					(builder) -> builder.schemas(Map.of("urn:api", description.toString())))
			.getSchema(SchemaLocation.of("urn:api#" + pointer));
	}

	private static void require(List<String> missing, String where, JsonNode described, String... names) {
		for (String name : names) {
			if (described.path(name).isMissingNode() || described.path(name).asString("x").isBlank()) {
				missing.add(where + ": " + name);
			}
		}
	}

}
