package dev.loginstream.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The searches that the dashboards make, on a real node with the templates of the
 * indexer.
 */
class DashboardSearchTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Instant LOGGED_IN = Instant.now();

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private static Path directory;

	private static JvmProcess node;

	private static URI uri;

	@BeforeAll
	static void startNode() throws Exception {
		int port = LocalServers.freePort();
		uri = URI.create("http://localhost:" + port);
		node = LocalServers.openSearch(directory, port).shortLived().start().awaitReady(Duration.ofSeconds(120));
		send("PUT", "/_index_template/processed-user-login", MappedFields.logins().toString());
		send("PUT", "/_index_template/rejected-user-login", MappedFields.rejected().toString());
		index("processed-user-login-index-2026.11",
				"""
						{"user_id":"u-1","device_id":"d-1","app_version":"2.3.0","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24",\
						"locale":"RI","device_type":"iOS","timestamp":"%s","kafka_source":{"partition":0,"offset":1,"latency_ms":90}}
						{"user_id":"u-2","device_id":"d-2","app_version":"2.2.4","ip":"192.0.2.xxx","ip_prefix":"192.0.2.0/24",\
						"locale":"NH","device_type":"android","timestamp":"%1$s",\
						"kafka_source":{"partition":0,"offset":2,"latency_ms":250}}
						{"user_id":"u-2","device_id":"d-2","app_version":"2.2.4","ip":"2001:db8:85a3:xxxx",\
						"ip_prefix":"2001:db8:85a3::/48","locale":"unknown","device_type":"unknown","timestamp":"%1$s",\
						"kafka_source":{"topic":"other","partition":1,"offset":1,"latency_ms":1100}}
						{"user_id":"u-3","device_id":"d-3","app_version":"2.2.4","ip":"unknown","locale":"unknown",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":1}}
						{"user_id":"u-3","device_id":"unknown","app_version":"unknown","ip":"unknown","locale":"NH",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":2}}
						{"user_id":"u-1","device_id":"unknown","app_version":"2.2.4","ip":"unknown","locale":"unknown",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":3}}
						{"user_id":"u-1","device_id":"unknown","app_version":"2.2.4","ip":"unknown","locale":"RI",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":4}}
						{"user_id":"u-4","device_id":"d-2","app_version":"2.2.4","ip":"unknown","locale":"NH",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":5}}
						{"user_id":"u-1","device_id":"d-4","app_version":"2.2.4","ip":"unknown","locale":"RI",\
						"device_type":"iOS","timestamp":"%1$s","kafka_source":{"partition":2,"offset":6}}
						""");
		index("rejected-user-login-index-2026.11",
				"""
						{"timestamp":"%s","reason":"not_json","detail":"Expected JSON","service":"login-processor",\
						"kafka_source":{"topic":"user-login","partition":0,"offset":3}}
						{"timestamp":"%1$s","reason":"unindexable","service":"login-indexer",\
						"kafka_source":{"topic":"processed-user-login","partition":0,"offset":4}}
						{"timestamp":"%1$s","reason":"unknown","kafka_source":{"topic":"user-login-dlt","partition":0,"offset":9}}
						{"timestamp":"%1$s","reason":"too_large","service":"login-processor","redriven":"%1$s",\
						"kafka_source":{"partition":0,"offset":5}}
						""");
	}

	@AfterAll
	static void stopNode() {
		node.close();
	}

	static Stream<SavedObject> visualizations() throws IOException {
		return objects().visualizations().filter((object) -> !Visualization.of(object).aggregations().isEmpty());
	}

	static Stream<Visualization> visualizationsOfTheOriginal() {
		return OriginalDashboard.visualizations().stream();
	}

	@ParameterizedTest
	@MethodSource("visualizations")
	void visualizationFindsSomething(SavedObject object) throws Exception {
		SavedObject pattern = objects().indexPatterns()
			.filter((candidate) -> Visualization.indexPatterns(object).contains(candidate.key()))
			.findFirst()
			.orElseThrow();

		assertFindsSomething(Visualization.of(object), SavedObjects.title(pattern), SavedObjects.timeField(pattern));
	}

	@ParameterizedTest
	@MethodSource("visualizationsOfTheOriginal")
	void visualizationOfTheOriginalFindsSomething(Visualization visualization) throws Exception {
		assertFindsSomething(visualization, OriginalDashboard.INDEX_PATTERN, OriginalDashboard.TIME_FIELD);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			login-stream-networks | 192.0.2.0/24 2, 2001:db8:85a3::/48 1
			login-insights-devices | d-2 2, d-1 1, d-3 1, d-4 1
			login-insights-users-by-locales | u-1 2, u-2 2, u-3 2, u-4 1
			login-insights-users-by-devices | u-1 3, u-3 2, u-2 1, u-4 1
			""")
	void whoStandsOutComesFirst(String id, String order) throws Exception {
		JsonNode result = search(visualization(id), "processed-user-login-index", "timestamp");

		assertThat(result.at("/aggregations/4/buckets")
			.valueStream()
			.map((bucket) -> "%s %d".formatted(bucket.at("/key").stringValue(), bucket.at("/1/value").intValue())))
			.containsExactly(order.split(", "));
	}

	@Test
	void burstIsSeenInItsTenSeconds() throws Exception {
		JsonNode result = search(visualization("login-insights-logins-per-10-s"), "processed-user-login-index",
				"timestamp");

		JsonNode bucket = result.at("/aggregations/2/buckets/0");
		assertThat(bucket.required("doc_count").intValue()).isEqualTo(9);
		assertThat(bucket.required("key").longValue() % 60_000)
			.isEqualTo(LOGGED_IN.toEpochMilli() % 60_000 / 10_000 * 10_000);
	}

	@Test
	void sharesOfUnknownValuesAreThoseOfTheDocuments() throws Exception {
		Map<String, Double> shares = new TreeMap<>();
		for (Ratio ratio : objects().visualizations().flatMap(Ratio::of).toList()) {
			JsonNode result = send("POST", "/" + ratio.index() + "/_search", ratio.search().toString());
			shares.put(ratio.label(), result.at("/aggregations/whole/buckets/0/ratio/value").doubleValue());
		}

		assertThat(shares).isEqualTo(Map.of("Address", 6 / 9.0, "App version", 1 / 9.0, "Device", 3 / 9.0,
				"Device type", 1 / 9.0, "Locale", 3 / 9.0));
	}

	@Test
	void deadLettersOfOthersAreShown() throws Exception {
		JsonNode result = search(visualization("login-stream-rejected-reasons"), "rejected-user-login-index",
				"timestamp");

		assertThat(result.at("/aggregations/2/buckets").findValuesAsString("key")).contains("unknown", "__missing__");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login-stream-rejected-reasons", "login-stream-rejected-over-time" })
	void redrivenDeadLettersAreNotCounted(String id) throws Exception {
		JsonNode result = search(visualization(id), "rejected-user-login-index", "timestamp");

		assertThat(result.at("/hits/total/value").intValue()).isEqualTo(3);
		assertThat(result.findValuesAsString("key")).contains("not_json").doesNotContain("too_large");
	}

	private static Visualization visualization(String id) throws IOException {
		return visualizations().filter((object) -> object.key().id().equals(id))
			.map(Visualization::of)
			.findFirst()
			.orElseThrow();
	}

	// Dashboards asks for these itself when an index pattern has none, and shows errors
	// while there is no index yet.
	@ParameterizedTest
	@MethodSource("indexPatterns")
	void fieldsOfTheIndexPatternAreThoseOfTheIndices(SavedObject pattern) throws Exception {
		JsonNode capabilities = send("GET", "/" + SavedObjects.title(pattern) + "/_field_caps?fields=*", "")
			.required("fields");
		Set<String> names = capabilities.propertyStream()
			.filter((field) -> !field.getKey().startsWith("_") && !field.getValue().has("object"))
			.map((field) -> field.getKey())
			.collect(Collectors.toSet());
		TreeMap<String, JsonNode> fields = new TreeMap<>();
		pattern.parsed("fields").forEach((field) -> fields.put(field.required("name").stringValue(), field));

		assertThat(fields.keySet()).containsAll(names);
		names.forEach((name) -> assertThat(fields.get(name))
			.isEqualTo(field(name, capabilities.get(name).iterator().next(), names)));
	}

	static Stream<SavedObject> indexPatterns() throws IOException {
		return objects().indexPatterns();
	}

	/** As Dashboards makes it of the answer. */
	private static JsonNode field(String name, JsonNode capability, Set<String> names) {
		String type = capability.required("type").stringValue();
		var field = JSON.createObjectNode();
		field.put("aggregatable", capability.required("aggregatable").booleanValue()).put("count", 0);
		field.putArray("esTypes").add(type);
		field.put("name", name)
			.put("readFromDocValues", capability.required("aggregatable").booleanValue())
			.put("scripted", false)
			.put("searchable", capability.required("searchable").booleanValue());
		String parent = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
		if (names.contains(parent)) {
			field.putObject("subType").putObject("multi").put("parent", parent);
		}
		return field.put("type", switch (type) {
			case "keyword" -> "string";
			case "integer", "long" -> "number";
			case "date" -> "date";
			default -> "unknown";
		});
	}

	private static void assertFindsSomething(Visualization visualization, String index, String timeField)
			throws Exception {
		JsonNode result = search(visualization, index, timeField);

		assertThat(result.at("/hits/total/value").intValue()).isPositive();
		assertNotEmpty(result.path("aggregations"));
	}

	private static void assertNotEmpty(JsonNode result) {
		result.valueStream().filter(JsonNode::isObject).forEach((aggregation) -> {
			if (aggregation.has("buckets")) {
				assertThat(aggregation.get("buckets")).isNotEmpty();
				aggregation.get("buckets").forEach(DashboardSearchTests::assertNotEmpty);
			}
			else if (aggregation.has("values")) {
				assertThat(aggregation.get("values")).isNotEmpty().allMatch(JsonNode::isNumber);
			}
			else {
				assertThat(aggregation.required("value").doubleValue()).isPositive();
			}
		});
	}

	private static JsonNode search(Visualization visualization, String index, String timeField) throws Exception {
		return send("POST", "/" + index + "/_search", visualization.search(timeField).toString());
	}

	private static SavedObjects objects() throws IOException {
		return new SavedObjects(SavedObject.readAll(DashboardsTests.FILE));
	}

	private static void index(String index, String documents) throws Exception {
		String requests = documents.formatted(LOGGED_IN)
			.lines()
			.map((document) -> "{\"create\":{}}\n" + document + "\n")
			.collect(Collectors.joining());
		JsonNode answer = send("POST", "/" + index + "/_bulk?refresh=true", requests);
		assertThat(answer.required("errors").booleanValue()).as(answer::toString).isFalse();
	}

	private static JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response::body).isEqualTo(200);
		return JSON.readTree(response.body());
	}

}
