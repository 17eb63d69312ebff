package dev.loginstream.indexer;

import java.io.IOException;

import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The index templates in OpenSearch.
 */
@Component
class IndexTemplates {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RestClient openSearch;

	private final LoginIndexerProperties.Index index;

	IndexTemplates(RestClient openSearch, LoginIndexerProperties properties) {
		this.openSearch = openSearch;
		this.index = properties.index();
	}

	/**
	 * Puts a template, which changes nothing when it is there already, and tells indices
	 * of an earlier version of the fields that are new.
	 * @param template which
	 * @throws IOException if OpenSearch does not answer or refuses
	 * @throws IllegalStateException if an index has the name of the alias; the message
	 * says how to mend it
	 */
	void put(IndexTemplate template) throws IOException {
		requireNoIndexNamedAsAlias(template.alias());
		if (this.index.createTemplate()) {
			Request request = new Request("PUT", "/_index_template/" + template.templateName());
			request.setJsonEntity(JSON.writeValueAsString(template.json(this.index)));
			this.openSearch.performRequest(request);
			if (template == IndexTemplate.REJECTED_LOGINS) {
				mapRedriven(template.alias());
			}
		}
	}

	private void mapRedriven(String alias) throws IOException {
		try {
			Request request = new Request("PUT", "/" + alias + "/_mapping");
			request.setJsonEntity("{\"properties\":{\"redriven\":{\"type\":\"date\"}}}");
			this.openSearch.performRequest(request);
		}
		catch (ResponseException ex) {
			requireNotFound(ex);
		}
	}

	private void requireNoIndexNamedAsAlias(String alias) throws IOException {
		try {
			Request request = new Request("GET", "/_resolve/index/" + alias);
			JsonNode found = JSON.readTree(this.openSearch.performRequest(request).getEntity().getContent());
			if (!found.path("indices").isEmpty()) {
				throw new IllegalStateException(("Expected %1$s to be an alias but found an index of that name. "
						+ "Copy it by POST /_reindex to %1$s-before and delete it; indexing then starts by itself.")
					.formatted(alias));
			}
		}
		catch (ResponseException ex) {
			requireNotFound(ex);
		}
	}

	private static void requireNotFound(ResponseException ex) throws ResponseException {
		if (ex.getResponse().getStatusLine().getStatusCode() != 404) {
			throw ex;
		}
	}

}
