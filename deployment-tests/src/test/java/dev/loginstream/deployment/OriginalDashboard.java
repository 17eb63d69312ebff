package dev.loginstream.deployment;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * What the {@code dashboard.ndjson} asks for that came with the Python project of which
 * this pipeline keeps the contract: facts of it, not its text.
 */
final class OriginalDashboard {

	static final String INDEX_PATTERN = "processed-user-login-index";

	static final String TIME_FIELD = "timestamp";

	static final List<String> IDS = List.of("eece80a0-3edd-11ef-b27d-0fb745e9a8c3",
			"9019a5c0-3ed9-11ef-b27d-0fb745e9a8c3", "e1c5d9c0-3ed9-11ef-b27d-0fb745e9a8c3",
			"d7ae7050-3ede-11ef-8829-71690cb475c3", "cc50c810-3edf-11ef-8829-71690cb475c3",
			"942dd900-3eda-11ef-b27d-0fb745e9a8c3");

	private OriginalDashboard() {
	}

	/** A metric a locale, a donut and a bar chart of device types. */
	static List<Visualization> visualizations() {
		return List.of(counts("locales", "locale.keyword", 50, "_key", "asc"),
				counts("donut", "device_type.keyword", 5, "1", "desc"),
				counts("bar", "device_type.keyword", 5, "1", "desc"));
	}

	private static Visualization counts(String id, String field, int size, String orderBy, String order) {
		return Visualization.of(id, JsonMapper.shared().readTree("""
				[
				  {"id": "1", "type": "count", "params": {}},
				  {"id": "2", "type": "terms", "params": {"field": "%s", "size": %d, "orderBy": "%s", "order": "%s"}}
				]""".formatted(field, size, orderBy, order)));
	}

}
