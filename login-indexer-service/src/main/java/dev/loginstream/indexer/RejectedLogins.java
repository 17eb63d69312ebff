package dev.loginstream.indexer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.loginstream.dto.LoginHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * Makes a document of a dead letter: why a record was rejected, by which service, and
 * where it stands; nothing of the record itself. A pure function, and one that takes
 * whatever others may have written.
 */
public final class RejectedLogins {

	private static final String UNKNOWN = "unknown";

	private static final String PROCESSOR = "login-processor";

	private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

	/** More than any text of ours has. */
	private static final int LONGEST_TEXT = 1024;

	/** The end of the year 9999: later ones are no date to OpenSearch. */
	private static final long LAST_TIME = 253_402_300_799_999L;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final IndexRotation rotation;

	private final String redriveTopic;

	RejectedLogins(IndexRotation rotation, String redriveTopic) {
		this.rotation = rotation;
		this.redriveTopic = redriveTopic;
	}

	/**
	 * Whether a record is about a rejected login.
	 * @param record of {@code user-login-dlt} or {@code user-login-redrive}
	 * @return not so where the record was redriven for another reason, or is none of ours
	 */
	boolean isRejected(ConsumerRecord<?, ?> record) {
		return !isRedriven(record)
				|| (RedrivenLetter.last(record.headers()) != null && rejected(record.headers()) != null);
	}

	/**
	 * Makes a document.
	 * @param record by our services or by anyone, one that {@link #isRejected is about a
	 * rejected login}
	 * @return of a dead letter, the document to create; of a redriven one, the same with
	 * {@code redriven}, to write over it or in its stead
	 */
	BulkItem of(ConsumerRecord<?, ?> record) {
		Headers headers = record.headers();
		RedrivenLetter letter = RedrivenLetter.last(headers);
		if (letter == null || !isRedriven(record)) {
			return item(BulkItem::create, record, letter, time(record.timestamp()), null);
		}
		return item(BulkItem::index, record, RedrivenLetter.beforeLast(headers), time(letter.timestamp()),
				time(record.timestamp()));
	}

	private boolean isRedriven(ConsumerRecord<?, ?> record) {
		return record.topic().equals(this.redriveTopic);
	}

	private BulkItem item(Action action, ConsumerRecord<?, ?> record, @Nullable RedrivenLetter before, Instant time,
			@Nullable Instant redriven) {
		Headers headers = record.headers();
		ObjectNode document = JSON.createObjectNode().put("timestamp", time.toString());
		SourceRecord rejected = rejected(headers);
		if (rejected != null) {
			putText(document, "reason", headers, LoginHeaders.REJECTION_REASON);
			putText(document, "service", headers, LoginHeaders.REJECTING_SERVICE);
			putText(document, "detail", headers, LoginHeaders.REJECTION_DETAIL);
		}
		else {
			// Not by us; what it says may quote the payload.
			document.put("reason", UNKNOWN);
			rejected = SourceRecord.at(record);
		}
		if (redriven != null) {
			document.put("redriven", redriven.toString());
		}
		// What is rejected again is a document of its own, beside that of the first
		// letter.
		String id = rejected.documentId() + ((before != null) ? "-" + before.partition() + "-" + before.offset() : "");
		return action.item(this.rotation.indexOf(LoginDocument.REJECTED_ALIAS, time), id, rejected.toJson(),
				JSON.writeValueAsBytes(document), 1);
	}

	private static Instant time(long timestamp) {
		return Instant.ofEpochMilli(Math.clamp(timestamp, 0, LAST_TIME));
	}

	/**
	 * Reads which record was rejected: one in {@code user-login}, whichever service
	 * rejected what became of it. Together with the logins' documents, each has one
	 * document.
	 * @param headers of a dead letter, by our services or by anyone
	 * @return null where there are none of ours that can be read
	 */
	public @Nullable SourceRecord rejected(Headers headers) {
		String topic = text(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC);
		return switch (text(headers, LoginHeaders.REJECTING_SERVICE)) {
			// What others write to the topic of the redriven is no record of user-login.
			case PROCESSOR -> SourceRecord.rejected(headers, topic.equals(this.redriveTopic) ? topic : null);
			case LoginIndexer.ID -> {
				SourceRecord source = SourceRecord.in(headers);
				yield (source == null && TOPIC.matcher(topic).matches()) ? SourceRecord.rejected(headers, topic)
						: source;
			}
			default -> null;
		};
	}

	private static void putText(ObjectNode document, String field, Headers headers, String header) {
		String text = text(headers, header);
		document.put(field, text.isEmpty() ? UNKNOWN : text);
	}

	private static String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		byte[] bytes = (header != null && header.value() != null) ? header.value() : new byte[0];
		return new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT), StandardCharsets.UTF_8);
	}

	@FunctionalInterface
	private interface Action {

		BulkItem item(String index, String id, String source, byte[] value, int from);

	}

}
