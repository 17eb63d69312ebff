package dev.loginstream.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import dev.loginstream.dto.LoginHeaders;
import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what is in the topics and in the index with the {@link Ledger}: each event
 * must be once in {@code user-login} where it was acknowledged, once in
 * {@code processed-user-login} or the dead letters, and then once in the index or the
 * dead letters; each time as its {@link Event} says.
 */
final class Checker {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Events events;

	private final Ledger ledger;

	private final int count;

	private final Outcome outcome;

	private final int[] input;

	/** Where each event stands in {@code user-login}, as found there. */
	private final Source[] sources;

	/** Processed, or rejected by the processor. */
	private final int[] decided;

	/** Indexed, or rejected by the indexer. */
	private final int[] settled;

	private final int[] rejections = new int[RejectionReason.values().length];

	Checker(String scenario, Load load) {
		this.events = load.events();
		this.ledger = load.ledger();
		this.count = load.sent();
		this.outcome = new Outcome(scenario, this.events.seed(), this.count);
		this.input = new int[this.count];
		this.sources = new Source[this.count];
		this.decided = new int[this.count];
		this.settled = new int[this.count];
	}

	/** A record of one of the three topics; those of {@code user-login} first. */
	void record(ConsumerRecord<byte[], byte[]> record) {
		int number = this.events.number(record.key());
		if (number < 0) {
			return;
		}
		switch (record.topic()) {
			case Load.TOPIC -> input(number, record);
			case "processed-user-login" -> processed(number, record);
			default -> deadLetter(number, record);
		}
	}

	private void input(int number, ConsumerRecord<byte[], byte[]> record) {
		this.input[number]++;
		this.sources[number] = new Source(record.partition(), record.offset(), record.timestamp());
		RecordMetadata acknowledged = this.ledger.coordinates(number);
		// An acknowledgement that came only with a second try may not know the offset.
		require(acknowledged == null || !acknowledged.hasOffset()
				|| isAt(number, acknowledged.partition(), acknowledged.offset()), number,
				"was acknowledged at other coordinates");
		require(Arrays.equals(record.value(), this.events.at(number).value()), number, "is not what was sent");
	}

	private void processed(int number, ConsumerRecord<byte[], byte[]> record) {
		this.decided[number]++;
		require(isAt(number, number(record, LoginHeaders.SOURCE_PARTITION), number(record, LoginHeaders.SOURCE_OFFSET)),
				number, "has other coordinates once processed");
		ObjectNode expected = this.events.at(number).processed();
		require(expected != null && expected.equals(JSON.readTree(record.value())), number,
				"is not processed as it should be");
	}

	private void deadLetter(int number, ConsumerRecord<byte[], byte[]> record) {
		String code = new String(header(record, LoginHeaders.REJECTION_REASON), StandardCharsets.UTF_8);
		RejectionReason reason = Arrays.stream(RejectionReason.values())
			.filter((each) -> each.code().equals(code))
			.findFirst()
			.orElseThrow();
		this.rejections[reason.ordinal()]++;
		if (reason == RejectionReason.UNINDEXABLE) {
			this.settled[number]++;
			return;
		}
		this.decided[number]++;
		Event event = this.events.at(number);
		require(event.reason() == reason, number, "is rejected as " + code);
		require(Arrays.equals(record.value(), event.value()), number, "is not what was sent once rejected");
		require(isAt(number, number(record, "kafka_dlt-original-partition"),
				number(record, "kafka_dlt-original-offset")), number, "has other coordinates once rejected");
	}

	/** A document, if it is one of this scenario. */
	void document(String id, ObjectNode source) {
		int number = this.events.number(source.path("user_id").asString().getBytes(StandardCharsets.UTF_8));
		this.settled[number]++;
		JsonNode kafka = source.remove("kafka_source");
		require(isAt(number, kafka.path("partition").asInt(), kafka.path("offset").asLong()), number,
				"has other coordinates in the index");
		require(Objects.equals(this.events.at(number).processed(), source), number, "is not indexed as it should be");
		Source where = this.sources[number];
		require(where != null && id.equals(where.documentId()), number, "has the id " + id);
	}

	/** The verdict, once every record and document was shown. */
	Outcome outcome() {
		for (int number = 0; number < this.count; number++) {
			boolean acknowledged = this.ledger.coordinates(number) != null;
			int sent = acknowledged ? 1 : Math.min(1, this.input[number]);
			once(number, "in user-login", this.input[number], sent);
			once(number, "once processed or rejected", this.decided[number], sent);
			Event event = this.events.at(number);
			boolean passes = event.reason() == null || event.isUnindexable();
			once(number, "in the index or its dead letters", this.settled[number], passes ? sent : 0);
		}
		return this.outcome;
	}

	/** How many dead letters there are for a reason. */
	int rejections(RejectionReason reason) {
		return this.rejections[reason.ordinal()];
	}

	private void once(int number, String hop, int found, int expected) {
		if (found < expected) {
			this.outcome.lost().add("%s: %d %s".formatted(name(number), found, hop));
		}
		if (found > expected) {
			this.outcome.doubled().add("%s: %d %s".formatted(name(number), found, hop));
		}
	}

	private void require(boolean met, int number, String fault) {
		if (!met) {
			this.outcome.wrong().add(name(number) + " " + fault);
		}
	}

	private boolean isAt(int number, long partition, long offset) {
		Source where = this.sources[number];
		return where != null && where.partition() == partition && where.offset() == offset;
	}

	private String name(int number) {
		RecordMetadata acknowledged = this.ledger.coordinates(number);
		return "event %d, %s".formatted(number,
				(acknowledged != null) ? "acknowledged as " + acknowledged : "not acknowledged");
	}

	private static long number(ConsumerRecord<?, ?> record, String name) {
		ByteBuffer bytes = ByteBuffer.wrap(header(record, name));
		return switch (bytes.remaining()) {
			case Integer.BYTES -> bytes.getInt();
			case Long.BYTES -> bytes.getLong();
			default -> -1;
		};
	}

	private static byte[] header(ConsumerRecord<?, ?> record, String name) {
		var header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : new byte[0];
	}

	private record Source(int partition, long offset, long timestamp) {

		String documentId() {
			return this.partition + "-" + this.offset + "-" + this.timestamp;
		}

	}

}
