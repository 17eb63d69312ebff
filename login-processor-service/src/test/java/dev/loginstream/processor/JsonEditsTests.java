package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonEditsTests {

	private final JsonEdits edits = new JsonEdits("0123456789".getBytes(StandardCharsets.UTF_8));

	@Test
	void textWithoutEditsIsCopied() {
		assertThat(this.edits.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("0123456789");
	}

	@Test
	void rangesAreReplacedInAnyOrder() {
		this.edits.replace(8, 10, "x");
		this.edits.replace(0, 1, "abc");
		this.edits.replace(4, 6, "");

		assertThat(this.edits.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc12367x");
	}

	@Test
	void insertionsAtOnePlaceKeepTheirOrder() {
		this.edits.replace(10, 10, "b");
		this.edits.replace(7, 10, "a");
		this.edits.replace(10, 10, "c");

		assertThat(this.edits.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("0123456abc");
	}

	@Test
	void textOfManyPartsIsJoined() {
		this.edits.replace(1, 3, "a", "", "bc");

		assertThat(this.edits.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("0abc3456789");
	}

}
