package dev.loginstream.indexer;

import java.io.IOException;
import java.io.InputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

/**
 * An index template: mapping, settings and alias of every index that a document makes.
 */
enum IndexTemplate {

	LOGINS("processed-user-login", LoginDocument.ALIAS, "index-template.json"),

	REJECTED_LOGINS("rejected-user-login", LoginDocument.REJECTED_ALIAS, "rejected-index-template.json");

	private final String templateName;

	private final String alias;

	private final String resource;

	IndexTemplate(String templateName, String alias, String resource) {
		this.templateName = templateName;
		this.alias = alias;
		this.resource = resource;
	}

	String templateName() {
		return this.templateName;
	}

	String alias() {
		return this.alias;
	}

	/**
	 * The template as OpenSearch takes it.
	 * @param index its shards and replicas
	 */
	JsonNode json(LoginIndexerProperties.Index index) throws IOException {
		try (InputStream json = new ClassPathResource(this.resource).getInputStream()) {
			JsonNode template = JsonMapper.shared().readTree(json);
			((ObjectNode) template.at("/template/settings")).put("number_of_shards", index.shards())
				.put("number_of_replicas", index.replicas());
			return template;
		}
	}

}
