package dev.loginstream.processor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.loginstream.dto.ProcessedUserLogin;
import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of one login, once, and notes the first fault and what must change in
 * its text.
 */
final class UserLoginReader {

	private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

	private static final String UNKNOWN = '"' + ProcessedUserLogin.UNKNOWN + '"';

	private static final List<String> TEXT_FIELDS = List.of("app_version", "locale", "device_id", "device_type");

	/** Fields that only we write: {@code kafka_source} is the indexer's. */
	private static final List<String> OUR_FIELDS = List.of("ip_prefix", "kafka_source");

	private final JsonParser parser;

	private final JsonEdits edits;

	private final InstantSource clock;

	/** Bit i stands for text field i. */
	private int textFieldsSeen;

	private boolean ipSeen;

	private boolean userIdSeen;

	private boolean timestampSeen;

	private List<OtherField> namedLikeOurs = List.of();

	private @Nullable Rejected fault;

	UserLoginReader(JsonParser parser, byte[] value, InstantSource clock) {
		this.parser = parser;
		this.edits = new JsonEdits(value);
		this.clock = clock;
	}

	/**
	 * Reads to the end of the object that the parser has entered.
	 */
	void readObject() {
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			switch (name) {
				case "user_id" -> readUserId();
				case "timestamp" -> readTimestamp();
				case "ip" -> readIp();
				case "app_version" -> readText(0);
				case "locale" -> readText(1);
				case "device_id" -> readText(2);
				case "device_type" -> readText(3);
				default -> readOther(name);
			}
		}
		renameFieldsNamedLikeOurs();
		appendMissingFields();
	}

	Verdict verdict() {
		return (this.fault != null) ? this.fault : new Processed(this.edits.toBytes());
	}

	private void readUserId() {
		this.userIdSeen = true;
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NUMBER_INT) {
			replaceValue('"' + this.parser.getString() + '"');
		}
		else if (token != JsonToken.VALUE_STRING || isBlank()) {
			missingUserId(describe(token));
			this.parser.skipChildren();
		}
	}

	private void readTimestamp() {
		this.timestampSeen = true;
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && isBlank())) {
			missingTimestamp(describe(token));
			return;
		}
		Instant instant = (token.isNumeric() || token == JsonToken.VALUE_STRING)
				? EpochSeconds.parse(this.parser.getString()) : null;
		if (instant == null) {
			fault(RejectionReason.INVALID_TIMESTAMP,
					"Expected epoch seconds in timestamp but found " + describe(token) + " that is none");
			this.parser.skipChildren();
		}
		else if (instant.isBefore(EARLIEST) || instant.isAfter(this.clock.instant().plus(FURTHEST_AHEAD))) {
			fault(RejectionReason.TIMESTAMP_OUT_OF_RANGE,
					"Expected epoch seconds in timestamp from " + EARLIEST + " to one day ahead but found "
							+ (instant.isBefore(EARLIEST) ? "an earlier" : "a later") + " one");
		}
		else {
			replaceValue('"' + instant.toString() + '"');
		}
	}

	private void readIp() {
		this.ipSeen = true;
		JsonToken token = this.parser.nextToken();
		MaskedAddress masked = (token == JsonToken.VALUE_STRING) ? MaskedAddress.of(this.parser.getString())
				: MaskedAddress.UNKNOWN;
		String prefix = (masked.prefix() != null) ? ",\"ip_prefix\":\"" + masked.prefix() + '"' : "";
		replaceValue('"' + masked.ip() + '"' + prefix);
	}

	private void readText(int field) {
		this.textFieldsSeen |= 1 << field;
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && isBlank())) {
			replaceValue(UNKNOWN);
		}
		else if (token.isStructStart()) {
			fault(RejectionReason.INVALID_FIELD,
					"Expected text in " + TEXT_FIELDS.get(field) + " but found " + describe(token));
			this.parser.skipChildren();
		}
		else if (token != JsonToken.VALUE_STRING) {
			replaceValue('"' + this.parser.getString() + '"');
		}
	}

	private void readOther(String name) {
		if (OUR_FIELDS.stream().noneMatch(name::startsWith)) {
			this.parser.nextToken();
		}
		else {
			int from = startOfToken();
			this.parser.nextToken();
			if (this.namedLikeOurs.isEmpty()) {
				this.namedLikeOurs = new ArrayList<>();
			}
			this.namedLikeOurs.add(new OtherField(name, from, startOfToken()));
		}
		this.parser.skipChildren();
	}

	// A producer may send both ip_prefix and ip_prefix_, so the first free name is taken.
	private void renameFieldsNamedLikeOurs() {
		if (this.namedLikeOurs.isEmpty()) {
			return;
		}
		Set<String> taken = this.namedLikeOurs.stream().map(OtherField::name).collect(Collectors.toSet());
		for (OtherField field : this.namedLikeOurs) {
			if (OUR_FIELDS.contains(field.name())) {
				String name = field.name();
				while (!taken.add(name)) {
					name += "_";
				}
				this.edits.replace(field.from(), field.valueFrom(), '"' + name + "\":");
			}
		}
	}

	private void appendMissingFields() {
		if (!this.userIdSeen) {
			missingUserId("none");
		}
		if (!this.timestampSeen) {
			missingTimestamp("none");
		}
		int end = startOfToken();
		if (!this.ipSeen) {
			this.edits.replace(end, end, ",\"ip\":" + UNKNOWN);
		}
		for (int field = 0; field < TEXT_FIELDS.size(); field++) {
			if ((this.textFieldsSeen & 1 << field) == 0) {
				this.edits.replace(end, end, ",\"" + TEXT_FIELDS.get(field) + "\":" + UNKNOWN);
			}
		}
	}

	private void replaceValue(String json) {
		int from = startOfToken();
		// Until a token is read to its end, the parser's place is somewhere inside it.
		this.parser.finishToken();
		this.parser.skipChildren();
		this.edits.replace(from, (int) this.parser.currentLocation().getByteOffset(), json);
	}

	private int startOfToken() {
		return (int) this.parser.currentTokenLocation().getByteOffset();
	}

	private boolean isBlank() {
		char[] characters = this.parser.getStringCharacters();
		int from = this.parser.getStringOffset();
		for (int i = from; i < from + this.parser.getStringLength(); i++) {
			if (!Character.isWhitespace(characters[i])) {
				return false;
			}
		}
		return true;
	}

	private void missingUserId(String found) {
		fault(RejectionReason.MISSING_USER_ID, "Expected non-blank text or an integer in user_id but found " + found);
	}

	private void missingTimestamp(String found) {
		fault(RejectionReason.MISSING_TIMESTAMP, "Expected epoch seconds in timestamp but found " + found);
	}

	private void fault(RejectionReason reason, String detail) {
		if (this.fault == null || reason.compareTo(this.fault.reason()) < 0) {
			this.fault = new Rejected(reason, detail);
		}
	}

	static String describe(JsonToken token) {
		return switch (token) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> "text";
			case VALUE_NUMBER_INT -> "an integer";
			case VALUE_NUMBER_FLOAT -> "a decimal";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			default -> "null";
		};
	}

	private record OtherField(String name, int from, int valueFrom) {
	}

}
