package dev.loginstream.processor;

import java.util.Objects;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Parsers of one JSON text within a login's bounds. Measured, looking for names that an
 * object repeats costs a sixth of all that is allocated for an event; so a parser does it
 * only where asked.
 */
final class Json {

	static final int DEEPEST_NESTING = 100;

	// Names and numbers are bounded by the size of the value alone, which is checked
	// first.
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.threadLocalPool())
		.disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(DEEPEST_NESTING)
			.maxNameLength(UserLoginProcessor.LARGEST_VALUE)
			.maxNumberLength(UserLoginProcessor.LARGEST_VALUE)
			.maxStringLength(UserLoginProcessor.LARGEST_VALUE)
			.build())
		.build();

	private static final JsonFactory STRICT_FACTORY = FACTORY.rebuild()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private Json() {
	}

	/** A parser that lets an object repeat a name. */
	static JsonParser parser(byte[] value) {
		return FACTORY.createParser(ObjectReadContext.empty(), value);
	}

	/**
	 * Skips the object or array that the parser has entered; on any other token does
	 * nothing.
	 * @param parser of the whole value
	 * @param value that it reads
	 * @throws StreamReadException if an object in it repeats a name
	 */
	static void skip(JsonParser parser, byte[] value) {
		if (parser.currentToken().isStructStart()) {
			int from = startOfToken(parser);
			parser.skipChildren();
			requireUniqueNames(value, from, endOfToken(parser));
		}
	}

	private static void requireUniqueNames(byte[] value, int from, int to) {
		try (JsonParser strict = STRICT_FACTORY.createParser(ObjectReadContext.empty(), value, from, to - from)) {
			while (strict.nextToken() != null) {
				// It throws at the first name that is repeated.
			}
		}
		catch (StreamReadException ex) {
			long offset = from + Objects.requireNonNull(ex.getLocation()).getByteOffset();
			throw new StreamReadException(null, "Repeated name",
					new TokenStreamLocation(ContentReference.redacted(), offset, -1, -1, -1));
		}
	}

	/**
	 * Whether the string that the parser is at has nothing but white space.
	 * @param parser of the whole value
	 * @param value that it reads
	 */
	static boolean isBlank(JsonParser parser, byte[] value) {
		int start = startOfToken(parser) + 1;
		if (start < value.length && isPlainText(value[start])) {
			// No need to decode the rest.
			return false;
		}
		char[] characters = parser.getStringCharacters();
		int from = parser.getStringOffset();
		for (int i = from; i < from + parser.getStringLength(); i++) {
			if (!Character.isWhitespace(characters[i])) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlainText(byte first) {
		return first > ' ' && first != '"' && first != '\\';
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

	static int startOfToken(JsonParser parser) {
		return (int) parser.currentTokenLocation().getByteOffset();
	}

	static int endOfToken(JsonParser parser) {
		return (int) parser.currentLocation().getByteOffset();
	}

}
