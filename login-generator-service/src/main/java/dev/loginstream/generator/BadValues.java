package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.loginstream.dto.RejectionReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values with one fault each.
 */
final class BadValues {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int LARGEST_VALUE = 1 << 20;

	private BadValues() {
	}

	/**
	 * Spoils a login.
	 * @param login the JSON of a good one
	 * @param reason why it is to be rejected
	 * @return its JSON with that fault
	 */
	static byte @Nullable [] of(byte[] login, RejectionReason reason) {
		ObjectNode json = JSON.readValue(login, ObjectNode.class);
		return switch (reason) {
			case NULL_VALUE -> null;
			case TOO_LARGE -> bytes(json.put("padding", "x".repeat(LARGEST_VALUE)));
			case NOT_JSON -> withoutEnd(bytes(json));
			case NOT_AN_OBJECT -> bytes(json.arrayNode().add(json));
			case MISSING_USER_ID -> bytes(json.without("user_id"));
			case MISSING_TIMESTAMP -> bytes(json.without("timestamp"));
			case INVALID_TIMESTAMP -> bytes(json.put("timestamp", "yesterday"));
			case TIMESTAMP_OUT_OF_RANGE -> bytes(json.put("timestamp", json.path("timestamp").asLong() * 1000));
			case INVALID_FIELD -> bytes(json.set("locale", json.objectNode().set("state", json.path("locale"))));
			// The name of a field that only OpenSearch itself may set.
			case UNINDEXABLE -> bytes(json.set("_id", json.path("user_id")));
		};
	}

	private static byte[] withoutEnd(byte[] json) {
		return Arrays.copyOf(json, json.length - 1);
	}

	private static byte[] bytes(Object json) {
		return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
	}

}
