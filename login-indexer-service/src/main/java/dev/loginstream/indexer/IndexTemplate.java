package dev.loginstream.indexer;

import java.io.IOException;
import java.io.InputStream;

import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The index template {@code processed-user-login}: mapping, settings and alias of every
 * index that a login makes.
 */
@Component
class IndexTemplate {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RestClient openSearch;

	private final LoginIndexerProperties.Index index;

	IndexTemplate(RestClient openSearch, LoginIndexerProperties properties) {
		this.openSearch = openSearch;
		this.index = properties.index();
	}

	/**
	 * Puts the template, which changes nothing when it is there already.
	 * @throws IOException if OpenSearch does not answer or refuses
	 * @throws IllegalStateException if an index has the name of the alias; the message
	 * says how to mend it
	 */
	void put() throws IOException {
		requireNoIndexNamedAsAlias();
		if (this.index.createTemplate()) {
			Request request = new Request("PUT", "/_index_template/processed-user-login");
			request.setJsonEntity(JSON.writeValueAsString(template()));
			this.openSearch.performRequest(request);
		}
	}

	private JsonNode template() throws IOException {
		try (InputStream json = new ClassPathResource("index-template.json").getInputStream()) {
			JsonNode template = JSON.readTree(json);
			((ObjectNode) template.at("/template/settings")).put("number_of_shards", this.index.shards())
				.put("number_of_replicas", this.index.replicas());
			return template;
		}
	}

	private void requireNoIndexNamedAsAlias() throws IOException {
		try {
			Request request = new Request("GET", "/_resolve/index/" + LoginDocument.ALIAS);
			JsonNode found = JSON.readTree(this.openSearch.performRequest(request).getEntity().getContent());
			if (!found.path("indices").isEmpty()) {
				throw new IllegalStateException(("Expected %1$s to be an alias but found an index of that name. "
						+ "Copy it by POST /_reindex to %1$s-before and delete it; indexing then starts by itself.")
					.formatted(LoginDocument.ALIAS));
			}
		}
		catch (ResponseException ex) {
			if (ex.getResponse().getStatusLine().getStatusCode() != 404) {
				throw ex;
			}
		}
	}

}
