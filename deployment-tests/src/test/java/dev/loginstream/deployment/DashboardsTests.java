package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.loginstream.deployment.SavedObject.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The saved objects for OpenSearch Dashboards, which itself runs in no test.
 */
class DashboardsTests {

	static final Path FILE = Path.of("../deploy/dashboards/login-stream.ndjson");

	@Test
	void everyObjectFindsWhatItRefersTo() throws IOException {
		List<SavedObject> objects = SavedObject.readAll(FILE);

		assertThat(new SavedObjects(objects).problems(fields())).isEmpty();
		assertThat(objects).extracting(SavedObject::key)
			.contains(new Key("dashboard", "login-stream"), new Key("dashboard", "login-insights"),
					Key.indexPattern("processed-user-login-index"), Key.indexPattern("rejected-user-login-index"));
	}

	// An export becomes this by
	// jq -cSs 'map(select(.type) | del(.updated_at, .version)) | sort_by(.type, .id)[]'
	@Test
	void fileIsAnExportWithoutWhatChangesWithEveryImport() throws IOException {
		JsonMapper sorted = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

		assertThat(SavedObject.readAll(FILE)).extracting(SavedObject::key)
			.isSortedAccordingTo(Comparator.comparing(Key::type).thenComparing(Key::id));
		for (String line : Files.readAllLines(FILE)) {
			Map<?, ?> object = sorted.readValue(line, Map.class);
			assertThat(line).isEqualTo(sorted.writeValueAsString(object));
			assertThat(object.keySet()).asString().isEqualTo("[attributes, id, migrationVersion, references, type]");
		}
	}

	// The last migration of each type, as in OpenSearch Dashboards 3; a later version
	// would be refused, an earlier one migrated.
	@ParameterizedTest
	@CsvSource({ "index-pattern, 7.6.0", "visualization, 7.10.0", "dashboard, 7.9.3" })
	void everyObjectIsOfTheVersionThatDashboardsWrites(String type, String version) throws IOException {
		List<String> lines = lines(type);

		assertThat(lines).isNotEmpty()
			.allSatisfy((line) -> assertThat(line)
				.contains("\"migrationVersion\":{\"%s\":\"%s\"}".formatted(type, version)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			\\"field\\":\\"ip_prefix.keyword\\" | \\"field\\":\\"ip_prefix\\" | \
			terms of field ip_prefix, which is ip_range in processed-user-login-index
			\\"field\\":\\"app_version\\" | \\"field\\":\\"app_version.keyword\\" | \
			terms of field app_version.keyword, which processed-user-login-index does not have
			\\"field\\":\\"kafka_source.latency_ms\\" | \\"field\\":\\"user_id\\" | \
			percentiles of field user_id, which is keyword in processed-user-login-index
			\\"field\\":\\"timestamp\\" | \\"field\\":\\"locale\\" | \
			date_histogram of field locale, which is keyword in processed-user-login-index
			"timeFieldName":"timestamp" | "timeFieldName":"time" | field time, which
			\\"type\\":\\"cardinality\\" | \\"type\\":\\"median\\" | aggregation median is not known
			\\"esTypes\\":[\\"long\\"] | \\"esTypes\\":[\\"text\\"] | kafka_source.latency_ms=text
			"id":"login-stream-latency","m | "id":"gone","m | login-stream-latency], which is not there
			"name":"panel_1" | "name":"panel_99" | panel_99
			\\"language\\":\\"kuery\\",\\"query\\":\\"\\" | \\"language\\":\\"kuery\\",\\"query\\":\\"x:1\\" | \
			a query or filter
			not redriven:* | not repaired:* | a query for repaired, which rejected-user-login-index does not have
			\\"indexRefName\\" | \\"index\\" | no index pattern
			\\"index_pattern\\":\\"processed-user | \\"index_pattern\\":\\"other-user | ratios of other-user-login-index
			"title":"rejected-user-login-index" | "title":"rejected*" | of indices that nothing maps
			""", quoteCharacter = '\0')
	void mistakeIsFound(String right, String wrong, String problem) throws IOException {
		assertThat(problemsWith((line) -> line.replace(right, wrong))).isNotEmpty()
			.anySatisfy((found) -> assertThat(found).contains(problem));
	}

	@Test
	void objectTooManyIsFound() throws IOException {
		List<String> lines = new ArrayList<>(lines("visualization"));
		List<SavedObject> objects = new ArrayList<>(SavedObject.readAll(FILE));
		objects.add(SavedObject.parse(lines.getFirst()));
		objects.add(
				SavedObject.parse(lines.getFirst().replaceAll("\"id\":\"login-insights-[a-z-]+\"", "\"id\":\"more\"")));

		assertThat(new SavedObjects(objects).problems(fields())).hasSize(2)
			.anySatisfy((found) -> assertThat(found).contains("is there twice"))
			.anySatisfy((found) -> assertThat(found).contains("more] is not used"));
	}

	// Its index pattern stays beside ours: it knows other fields of the same indices.
	@Test
	void dashboardOfTheOriginalFindsItsFieldsAndOverwritesNoObject() throws IOException {
		assertThat(OriginalDashboard.INDEX_PATTERN).isEqualTo(MappedFields.ofLogins().alias());
		assertThat(MappedFields.ofLogins().types()).containsEntry(OriginalDashboard.TIME_FIELD, "date");
		assertThat(OriginalDashboard.visualizations()).flatExtracting(Visualization::aggregations)
			.allSatisfy((aggregation) -> assertThat(aggregation.problemWith(MappedFields.ofLogins())).isEmpty());
		assertThat(SavedObject.readAll(FILE)).extracting((object) -> object.key().id())
			.doesNotContainAnyElementsOf(OriginalDashboard.IDS);
	}

	static Map<String, MappedFields> fields() throws IOException {
		MappedFields logins = MappedFields.ofLogins();
		MappedFields rejected = MappedFields.ofRejected();
		return Map.of(logins.alias(), logins, rejected.alias(), rejected);
	}

	private static List<String> lines(String type) throws IOException {
		return Files.readAllLines(FILE)
			.stream()
			.filter((line) -> SavedObject.parse(line).key().type().equals(type))
			.toList();
	}

	private static List<String> problemsWith(UnaryOperator<String> change) throws IOException {
		return new SavedObjects(Files.readAllLines(FILE).stream().map(change).map(SavedObject::parse).toList())
			.problems(fields());
	}

}
