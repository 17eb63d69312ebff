package dev.loginstream.faults;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Body of a bulk request in which every action has a source, so without {@code delete}.
 *
 * @param items in the order of the request
 */
record BulkRequest(List<Item> items) {

	private static final JsonMapper JSON = JsonMapper.shared();

	static BulkRequest of(byte[] body) {
		List<byte[]> lines = lines(body);
		if (lines.size() % 2 != 0) {
			throw new IllegalArgumentException("Expected pairs of lines but found " + lines.size() + " lines");
		}
		return new BulkRequest(IntStream.range(0, lines.size() / 2)
			.mapToObj((i) -> new Item(JSON.readValue(lines.get(2 * i), ObjectNode.class), lines.get(2 * i + 1)))
			.toList());
	}

	private static List<byte[]> lines(byte[] body) {
		List<byte[]> lines = new ArrayList<>();
		int start = 0;
		for (int end = 0; end < body.length; end++) {
			if (body[end] == '\n') {
				lines.add(Arrays.copyOfRange(body, start, end));
				start = end + 1;
			}
		}
		if (start != body.length) {
			throw new IllegalArgumentException("Expected a line end after the last line");
		}
		return lines;
	}

	BulkRequest without(Set<Integer> positions) {
		return new BulkRequest(IntStream.range(0, this.items.size())
			.filter((position) -> !positions.contains(position))
			.mapToObj(this.items::get)
			.toList());
	}

	BulkRequest withoutIds() {
		return new BulkRequest(this.items.stream().map(Item::withoutId).toList());
	}

	byte[] toBytes() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (Item item : this.items) {
			body.writeBytes(JSON.writeValueAsBytes(item.action()));
			body.write('\n');
			body.writeBytes(item.source());
			body.write('\n');
		}
		return body.toByteArray();
	}

	/**
	 * One document.
	 *
	 * @param action such as <code>{"create":{"_index":"i","_id":"1"}}</code>
	 * @param source its bytes as they came
	 */
	record Item(ObjectNode action, byte[] source) {

		String operation() {
			return this.action.propertyNames().iterator().next();
		}

		Optional<String> id() {
			return this.action.path(operation()).path("_id").stringValueOpt();
		}

		Item withoutId() {
			ObjectNode anonymous = this.action.deepCopy();
			anonymous.withObject(operation()).remove("_id");
			return new Item(anonymous, this.source);
		}

	}

}
