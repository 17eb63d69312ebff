package dev.loginstream.faults;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Body of OpenSearch's answer to a bulk request.
 *
 * @param root whatever is left of it by the request's {@code filter_path}
 */
record BulkAnswer(ObjectNode root) {

	private static final JsonMapper JSON = JsonMapper.shared();

	static BulkAnswer of(byte[] body) throws IOException {
		try {
			return new BulkAnswer(JSON.readValue(body, ObjectNode.class));
		}
		catch (JacksonException ex) {
			throw new IOException("Expected an answer to a bulk request", ex);
		}
	}

	/**
	 * Whether OpenSearch has one of the documents at least.
	 * @return whether one was created, or was there already
	 */
	boolean hasAccepted() {
		return this.root.path("items")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.mapToInt((result) -> result.path("status").asInt(0))
			.anyMatch((status) -> status == 200 || status == 201 || status == 409);
	}

	/**
	 * Adds what OpenSearch was not asked, with no more than a status and an error's type,
	 * which is what the indexer has its answers filtered to.
	 * @param request as it came, with the documents that were not forwarded
	 * @param faults their answers, by position
	 * @return the answer to the request as it came
	 * @throws IOException if OpenSearch's answer does not fit what was forwarded
	 */
	BulkAnswer with(BulkRequest request, Map<Integer, Fault> faults) throws IOException {
		List<JsonNode> answered = this.root.path("items").valueStream().toList();
		if (answered.size() + faults.size() != request.items().size()) {
			throw new IOException("Expected an answer for every document that was forwarded");
		}
		ObjectNode merged = this.root.deepCopy();
		if (merged.has("errors")) {
			merged.put("errors", true);
		}
		ArrayNode items = merged.putArray("items");
		Iterator<JsonNode> rest = answered.iterator();
		for (int i = 0; i < request.items().size(); i++) {
			Fault fault = faults.get(i);
			items.add((fault != null) ? item(request.items().get(i).operation(), fault) : rest.next());
		}
		return new BulkAnswer(merged);
	}

	private static ObjectNode item(String operation, Fault fault) {
		ObjectNode item = JSON.createObjectNode();
		item.putObject(operation).put("status", fault.status()).putObject("error").put("type", fault.errorType());
		return item;
	}

	byte[] toBytes() {
		return JSON.writeValueAsBytes(this.root);
	}

}
