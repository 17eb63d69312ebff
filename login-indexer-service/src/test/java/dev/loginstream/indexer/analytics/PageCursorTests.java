package dev.loginstream.indexer.analytics;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageCursorTests {

	@Test
	void whatIsWrittenIsRead() {
		PageCursor cursor = new PageCursor(1, 2, List.of(Long.MAX_VALUE, 0L, -1L, Long.MIN_VALUE));

		assertThat(cursor.toString()).matches("[A-Za-z0-9_-]{64}");
		assertThat(PageCursor.parse(cursor.toString())).isEqualTo(cursor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAA", "=", "\u00fc", "[1,2]" })
	void anythingElseIsRefused(String text) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> PageCursor.parse(text));
	}

}
