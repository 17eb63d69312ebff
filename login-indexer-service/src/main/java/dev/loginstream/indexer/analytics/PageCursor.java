package dev.loginstream.indexer.analytics;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;

import org.opensearch.client.opensearch._types.FieldValue;

/**
 * Where a page ended: what the last login was sorted by, and the range it was found in.
 *
 * @param from start of the range, ms since the epoch
 * @param to end of the range, likewise
 * @param sort what the login was sorted by
 */
record PageCursor(long from, long to, List<Long> sort) {

	private static final int SORT_FIELDS = 4;

	private static final int BYTES = (2 + SORT_FIELDS) * Long.BYTES;

	static PageCursor of(TimeRange range, List<FieldValue> sort) {
		return new PageCursor(range.from().toEpochMilli(), range.to().toEpochMilli(),
				sort.stream().map(FieldValue::longValue).toList());
	}

	/**
	 * Reads what {@link #toString()} wrote.
	 * @throws InvalidParameterException if it did not
	 */
	static PageCursor parse(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			if (bytes.length == BYTES) {
				ByteBuffer values = ByteBuffer.wrap(bytes);
				return new PageCursor(values.getLong(), values.getLong(),
						LongStream.generate(values::getLong).limit(SORT_FIELDS).boxed().toList());
			}
		}
		catch (IllegalArgumentException ex) {
			// As below.
		}
		throw new InvalidParameterException("after", "Expected what the page before had as after");
	}

	TimeParameters range() {
		return new TimeParameters(Instant.ofEpochMilli(this.from), Instant.ofEpochMilli(this.to));
	}

	List<FieldValue> searchAfter() {
		return this.sort.stream().map(FieldValue::of).toList();
	}

	@Override
	public String toString() {
		ByteBuffer values = ByteBuffer.allocate(BYTES).putLong(this.from).putLong(this.to);
		this.sort.forEach(values::putLong);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(values.array());
	}

}
