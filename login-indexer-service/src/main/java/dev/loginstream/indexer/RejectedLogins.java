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
final class RejectedLogins {

	private static final String UNKNOWN = "unknown";

	private static final String PROCESSOR = "login-processor";

	private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

	/** More than any text of ours has. */
	private static final int LONGEST_TEXT = 1024;

	/** The end of the year 9999: later ones are no date to OpenSearch. */
	private static final long LAST_TIME = 253_402_300_799_999L;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final IndexRotation rotation;

	RejectedLogins(IndexRotation rotation) {
		this.rotation = rotation;
	}

	/**
	 * Makes a document.
	 * @param letter of {@code user-login-dlt}, by our services or by anyone
	 * @return the document to create
	 */
	BulkItem of(ConsumerRecord<?, ?> letter) {
		Instant time = Instant.ofEpochMilli(Math.clamp(letter.timestamp(), 0, LAST_TIME));
		ObjectNode document = JSON.createObjectNode().put("timestamp", time.toString());
		SourceRecord rejected = rejected(letter.headers());
		if (rejected != null) {
			putText(document, "reason", letter.headers(), LoginHeaders.REJECTION_REASON);
			putText(document, "service", letter.headers(), LoginHeaders.REJECTING_SERVICE);
			putText(document, "detail", letter.headers(), LoginHeaders.REJECTION_DETAIL);
		}
		else {
			// Not by us; what it says may quote the payload.
			document.put("reason", UNKNOWN);
			rejected = SourceRecord.at(letter);
		}
		return BulkItem.create(this.rotation.indexOf(LoginDocument.REJECTED_ALIAS, time), rejected.documentId(),
				rejected.toJson(), JSON.writeValueAsBytes(document), 1);
	}

	// A coordinate in user-login, whichever service rejected what became of it: together
	// with the logins' documents, each has one document.
	static @Nullable SourceRecord rejected(Headers headers) {
		return switch (text(headers, LoginHeaders.REJECTING_SERVICE)) {
			case PROCESSOR -> SourceRecord.rejected(headers, null);
			case LoginIndexer.ID -> {
				SourceRecord source = SourceRecord.in(headers);
				String topic = text(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC);
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

}
