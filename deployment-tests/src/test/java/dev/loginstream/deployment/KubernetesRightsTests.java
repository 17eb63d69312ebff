package dev.loginstream.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The services have the rights that they are proven to need, and no more.
 */
class KubernetesRightsTests {

	private static final Pattern ROW = Pattern
		.compile("\\| (`CN=([a-z-]+)`)? ?\\| (\\w+) (.*) \\| ([A-Z][A-Za-z, ]+) \\|");

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	@Test
	void kafkaUsersMayDoWhatTheTableSaysButCreateNoTopics() throws IOException {
		List<String> users = Manifest.in("overlays/production/kafka-users.yaml")
			.stream()
			.flatMap((user) -> user.at("/spec/authorization/acls")
				.valueStream()
				.flatMap((acl) -> rights(user.name(), acl)))
			.toList();

		assertThat(users).containsExactlyInAnyOrderElementsOf(table());
	}

	@Test
	void indexerHasTheRightsInOpenSearchThatItHasWithCompose() throws IOException {
		JsonNode role = Manifest.in("overlays/production/opensearch-access.yaml").getFirst().at("/spec");
		JsonNode composed = JsonMapper.shared()
			.<JsonNode>valueToTree(Rule.yaml(Path.of("..", "deploy", "opensearch", "security", "roles.yml")))
			.get("login_indexer");

		assertThat(role.get("clusterPermissions")).isEqualTo(composed.get("cluster_permissions"));
		assertThat(role.get("indexPermissions")).hasSameSizeAs(composed.get("index_permissions")).hasSize(1);
		assertThat(role.at("/indexPermissions/0/indexPatterns"))
			.isEqualTo(composed.at("/index_permissions/0/index_patterns"));
		assertThat(role.at("/indexPermissions/0/allowedActions"))
			.isEqualTo(composed.at("/index_permissions/0/allowed_actions"));
	}

	private static Stream<String> rights(String user, JsonNode acl) {
		JsonNode resource = acl.get("resource");
		boolean prefix = resource.get("name").stringValue().endsWith("-");
		assertThat(resource.get("patternType").stringValue()).isEqualTo(prefix ? "prefix" : "literal");
		return acl.get("operations")
			.valueStream()
			.map((operation) -> "%s %s %s %s".formatted(user, resource.get("type").stringValue(),
					resource.get("name").stringValue(), operation.stringValue()));
	}

	/**
	 * The rights in {@code docs/security.md}, which are proven there. Whoever writes
	 * logins needs what the generator does.
	 */
	private static List<String> table() throws IOException {
		List<String> rights = new ArrayList<>();
		String user = "";
		for (String line : Files.readAllLines(Path.of("..", "docs", "security.md"))) {
			for (MatchResult row : ROW.matcher(line).results().toList()) {
				user = (row.group(2) != null) ? row.group(2).replace("login-generator", "login-producer") : user;
				String type = row.group(3).startsWith("transactional") ? "transactionalId"
						: row.group(3).replace("groups", "group");
				for (MatchResult name : NAME.matcher(row.group(4)).results().toList()) {
					for (String operation : row.group(5).split(", ")) {
						if (!operation.equals("Create")) {
							rights.add("%s %s %s %s".formatted(user, type, name.group(1), operation));
						}
					}
				}
			}
		}
		return rights;
	}

}
