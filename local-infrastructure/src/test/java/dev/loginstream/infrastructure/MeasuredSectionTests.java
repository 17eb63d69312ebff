package dev.loginstream.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MeasuredSectionTests {

	@TempDir
	Path directory;

	@Test
	void replacesWhatAnEarlierRunWroteAndNothingElse() throws IOException {
		Path document = write(
				"Before.\n<!-- begin of what it writes -->\nold\n<!-- end of what it writes -->\nAfter.\n");
		new MeasuredSection(document, "it").write("Twice", "| new |\n");
		assertThat(document).content()
			.startsWith("Before.\n<!-- begin of what it writes -->\n")
			.contains(" Twice.\n\n| new |\n\n<!-- end of what it writes -->\n")
			.endsWith("\nAfter.\n")
			.doesNotContain("old");
	}

	@Test
	void documentWithoutMarksIsLeftAlone() throws IOException {
		Path document = write("Before.\n");
		assertThatIllegalStateException().isThrownBy(() -> new MeasuredSection(document, "it").write("Twice", "new"))
			.withMessageContaining("begin of what it writes");
		assertThat(document).hasContent("Before.\n");
	}

	private Path write(String text) throws IOException {
		return Files.writeString(this.directory.resolve("document.md"), text);
	}

}
