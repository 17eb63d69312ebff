package dev.loginstream.processor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
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
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads the fields of one login, once, and notes the first fault and what must change in
 * its text.
 */
final class UserLoginReader {

	private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final String UNKNOWN = '"' + ProcessedUserLogin.UNKNOWN + '"';

	/** Fields that become {@code unknown}; the place of each is its number. */
	private static final List<String> TEXT_FIELDS = List.of("app_version", "locale", "device_id", "device_type");

	private static final int USER_ID = 4;

	private static final int TIMESTAMP = 5;

	private static final int IP = 6;

	/** Fields that only we write: {@code kafka_source} is the indexer's. */
	private static final List<String> OUR_FIELDS = List.of("ip_prefix", "kafka_source");

	private final JsonParser parser;

	private final byte[] value;

	private final JsonEdits edits;

	private final InstantSource clock;

	private final Duration maxAhead;

	private final IsoTimes times;

	/** Bit i stands for field i. */
	private int seen;

	private Set<String> otherNames = Set.of();

	private List<OtherField> namedLikeOurs = List.of();

	private @Nullable Rejected fault;

	UserLoginReader(JsonParser parser, byte[] value, InstantSource clock, Duration maxAhead, IsoTimes times) {
		this.parser = parser;
		this.value = value;
		this.edits = new JsonEdits(value);
		this.clock = clock;
		this.maxAhead = maxAhead;
		this.times = times;
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

	private void see(int field) {
		if (isSeen(field)) {
			throw repeatedName();
		}
		this.seen |= 1 << field;
	}

	private boolean isSeen(int field) {
		return (this.seen & 1 << field) != 0;
	}

	private StreamReadException repeatedName() {
		return new StreamReadException(this.parser, "Repeated name");
	}

	private void readUserId() {
		see(USER_ID);
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NUMBER_INT) {
			replaceValue("\"", this.parser.getString(), "\"");
		}
		else if (token != JsonToken.VALUE_STRING || isBlank()) {
			missingUserId(Json.describe(token));
			skipChildren();
		}
	}

	private void readTimestamp() {
		see(TIMESTAMP);
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && isBlank())) {
			missingTimestamp(Json.describe(token));
			return;
		}
		Instant instant = readInstant(token);
		if (instant == null) {
			fault(RejectionReason.INVALID_TIMESTAMP,
					"Expected epoch seconds in timestamp but found " + Json.describe(token) + " that is none");
			skipChildren();
		}
		else if (instant.isBefore(EARLIEST) || instant.isAfter(this.clock.instant().plus(this.maxAhead))) {
			fault(RejectionReason.TIMESTAMP_OUT_OF_RANGE,
					"Expected epoch seconds in timestamp from " + EARLIEST + " to " + this.maxAhead
							+ " ahead but found " + (instant.isBefore(EARLIEST) ? "an earlier" : "a later") + " one");
		}
		else {
			replaceValue("\"", this.times.format(instant), "\"");
		}
	}

	private @Nullable Instant readInstant(JsonToken token) {
		if (token == JsonToken.VALUE_NUMBER_INT && this.parser.getStringLength() <= EpochSeconds.DIGITS_OF_SECONDS) {
			return Instant.ofEpochSecond(this.parser.getLongValue());
		}
		return (token.isNumeric() || token == JsonToken.VALUE_STRING) ? EpochSeconds.parse(this.parser.getString())
				: null;
	}

	private void readIp() {
		see(IP);
		JsonToken token = this.parser.nextToken();
		MaskedAddress masked = (token == JsonToken.VALUE_STRING) ? MaskedAddress.of(this.parser.getString())
				: MaskedAddress.UNKNOWN;
		if (masked == MaskedAddress.UNKNOWN) {
			replaceValue(UNKNOWN);
		}
		else {
			replaceValue("\"", masked.network(), masked.hidden(), "\",\"ip_prefix\":\"", masked.network(),
					masked.length(), "\"");
		}
	}

	private void readText(int field) {
		see(field);
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && isBlank())) {
			replaceValue(UNKNOWN);
		}
		else if (token.isStructStart()) {
			fault(RejectionReason.INVALID_FIELD,
					"Expected text in " + TEXT_FIELDS.get(field) + " but found " + Json.describe(token));
			skipChildren();
		}
		else if (token != JsonToken.VALUE_STRING) {
			replaceValue("\"", this.parser.getString(), "\"");
		}
	}

	private void readOther(String name) {
		if (this.otherNames.isEmpty()) {
			this.otherNames = new HashSet<>();
		}
		if (!this.otherNames.add(name)) {
			throw repeatedName();
		}
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
		skipChildren();
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
				this.edits.replace(field.from(), field.valueFrom(), "\"", name, "\":");
			}
		}
	}

	private void appendMissingFields() {
		if (!isSeen(USER_ID)) {
			missingUserId("none");
		}
		if (!isSeen(TIMESTAMP)) {
			missingTimestamp("none");
		}
		int end = startOfToken();
		if (!isSeen(IP)) {
			this.edits.replace(end, end, ",\"ip\":", UNKNOWN);
		}
		for (int field = 0; field < TEXT_FIELDS.size(); field++) {
			if (!isSeen(field)) {
				this.edits.replace(end, end, ",\"", TEXT_FIELDS.get(field), "\":", UNKNOWN);
			}
		}
	}

	private void replaceValue(String... json) {
		int from = startOfToken();
		// Until a token is read to its end, the parser's place is somewhere inside it.
		this.parser.finishToken();
		skipChildren();
		this.edits.replace(from, Json.endOfToken(this.parser), json);
	}

	private void skipChildren() {
		Json.skip(this.parser, this.value);
	}

	private int startOfToken() {
		return Json.startOfToken(this.parser);
	}

	private boolean isBlank() {
		return Json.isBlank(this.parser, this.value);
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

	private record OtherField(String name, int from, int valueFrom) {
	}

}
