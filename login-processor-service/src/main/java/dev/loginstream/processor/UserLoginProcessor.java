package dev.loginstream.processor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/**
 * The rules for a login: a pure function from the bytes of a {@code UserLogin} to a
 * {@link Verdict}. Bad data is a verdict, never an exception.
 */
final class UserLoginProcessor {

	static final int LARGEST_VALUE = 1 << 20;

	private final InstantSource clock;

	private final Duration maxAhead;

	private final IsoTimes times = new IsoTimes();

	/**
	 * Makes a processor.
	 * @param clock tells what is ahead
	 * @param maxAhead how far ahead of now a login may be
	 */
	UserLoginProcessor(InstantSource clock, Duration maxAhead) {
		this.clock = clock;
		this.maxAhead = maxAhead;
	}

	/**
	 * Decides what one record is.
	 * @param value the record's value, of any content
	 * @return a processed login, or why it is none
	 */
	Verdict process(byte @Nullable [] value) {
		if (value == null) {
			return new Rejected(RejectionReason.NULL_VALUE, "Expected a JSON object but found no value");
		}
		if (value.length > LARGEST_VALUE) {
			return new Rejected(RejectionReason.TOO_LARGE,
					"Expected at most %d bytes but found %d".formatted(LARGEST_VALUE, value.length));
		}
		if (!isUtf8(value)) {
			return notJson("Expected UTF-8 without a byte order mark");
		}
		try (JsonParser parser = Json.parser(value)) {
			return process(parser, value);
		}
		catch (StreamConstraintsException ex) {
			return notJson("Expected at most %d levels of nesting".formatted(Json.DEEPEST_NESTING));
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			return notJson("Malformed, incomplete or repeating a key"
					+ ((location != null) ? " near byte " + location.getByteOffset() : ""));
		}
	}

	private Verdict process(JsonParser parser, byte[] value) {
		JsonToken first = parser.nextToken();
		if (first == null) {
			return notJson("Expected a JSON object but found nothing");
		}
		if (first != JsonToken.START_OBJECT) {
			Json.skip(parser, value);
			requireEnd(parser);
			return new Rejected(RejectionReason.NOT_AN_OBJECT,
					"Expected a JSON object but found " + Json.describe(first));
		}
		UserLoginReader reader = new UserLoginReader(parser, value, this.clock, this.maxAhead, this.times);
		reader.readObject();
		requireEnd(parser);
		return reader.verdict();
	}

	private static void requireEnd(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw new StreamReadException(parser, "Trailing token");
		}
	}

	private static Rejected notJson(String detail) {
		return new Rejected(RejectionReason.NOT_JSON, detail);
	}

	// Jackson passes overlong forms and encoded surrogates, and by a zero among the first
	// four bytes or a mark it takes UTF-16 and UTF-32 for JSON too.
	private static boolean isUtf8(byte[] value) {
		for (int i = 0; i < Math.min(4, value.length); i++) {
			if (value[i] == 0) {
				return false;
			}
		}
		return isAscii(value) || (value[0] != (byte) 0xEF && isStrictUtf8(value));
	}

	// Eight bytes at a time, as this is asked of every event.
	private static boolean isAscii(byte[] value) {
		ByteBuffer bytes = ByteBuffer.wrap(value);
		long bits = 0;
		while (bytes.remaining() >= Long.BYTES) {
			bits |= bytes.getLong();
		}
		while (bytes.hasRemaining()) {
			bits |= bytes.get();
		}
		return (bits & 0x8080_8080_8080_8080L) == 0;
	}

	private static boolean isStrictUtf8(byte[] value) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
