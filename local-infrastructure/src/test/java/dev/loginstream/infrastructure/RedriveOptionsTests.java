package dev.loginstream.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RedriveOptionsTests {

	@Test
	void selectionIsRead() {
		RedriveOptions options = RedriveOptions.parse("--reason", "not_json,too_large", "--reason", "unindexable",
				"--from", "2026-01-31T12:00:00Z", "--to", "2026-01-31T14:00:00.5+01:00", "--at", "0@42,3@100-200",
				"--dry-run");

		assertThat(options.selection().reasons()).containsExactlyInAnyOrder("not_json", "too_large", "unindexable");
		assertThat(options.selection().from()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
		assertThat(options.selection().to()).isEqualTo(Instant.parse("2026-01-31T13:00:00.500Z"));
		assertThat(options.selection().at()).containsExactly(new OffsetRange(0, 42, 42), new OffsetRange(3, 100, 200));
		assertThat(options.dryRun()).isTrue();
		assertThat(options.connection()).containsOnly(Map.entry("bootstrap.servers", "localhost:9092"));
	}

	@Test
	void connectionIsThatOfTheFileButForWhatIsSaid(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("client.properties"),
				"security.protocol=SSL\nbootstrap.servers=kafka:9093\n");

		assertThat(RedriveOptions.parse("--at", "0@1", "--command-config", file.toString()).connection())
			.containsEntry("security.protocol", "SSL")
			.containsEntry("bootstrap.servers", "kafka:9093");
		assertThat(RedriveOptions
			.parse("--at", "0@1", "--bootstrap-server", "other:1", "--command-config", file.toString())
			.connection()).containsEntry("bootstrap.servers", "other:1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			textBlock = """
					--dry-run                           | Expected --reason or --at
					--reason                            | Expected a value after --reason
					--reason --dry-run                  | Expected a value after --reason
					--reason not_json,                  | Unknown reason "" after --reason; known are invalid_field, invalid_time
					--reason bad                        | Unknown reason "bad" after --reason; known are invalid_field, invalid_time
					--at 0                              | such as 0@42 or 0@42-50, but found "0"
					--at 0@1,1@x                        | but found "1@x"
					--at 0@5-4                          | but found "0@5-4"
					--at 0@9999999999999999999          | but found "0@9999999999999999999"
					--at 0@1 --from 2026-13-01T00:00:00Z | after --from, such as 2026-01-31T12:00:00Z, but found "2026-13-01T00:00:00Z"
					--at 0@1 --to 2026-01-31T12:00:00   | but found "2026-01-31T12:00:00", wrong from character 20 on
					--at 0@1 --to 2026-01-31T00:00:00Z --from 2026-02-01T00:00:00Z | Expected --from to be before --to
					--at 0@1 --command-config /nowhere  | Cannot read /nowhere after --command-config
					--at 0@1 --nonsense                 | Unknown option --nonsense
					""")
	void wrongOptionIsNamedWithItsPlace(String line, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> RedriveOptions.parse(line.split(" ")))
			.withMessageContaining(message);
	}

	@Test
	void helpNamesEveryReasonAndOption() {
		assertThat(RedriveOptions.HELP).contains(DeadLetter.REASONS)
			.contains("--reason", "--at", "--from", "--to", "--dry-run", "--bootstrap-server", "--command-config");
		assertThat(RunOptions.HELP).contains("./run redrive");
	}

}
