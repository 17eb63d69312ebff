package dev.loginstream.indexer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.loginstream.indexer.Verdict.Duplicate;
import dev.loginstream.indexer.Verdict.Indexed;
import dev.loginstream.indexer.Verdict.Refused;
import dev.loginstream.indexer.Verdict.Undecided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class BulkResponseTests {

	@Test
	void verdictsFollowTheOrderOfTheRequest() throws IOException {
		assertThat(BulkResponse.verdicts(
				bytes("""
						{"items":[{"create":{"status":201}},{"create":{"status":409,"error":{"type":"version_conflict"}}},
						{"create":{"status":400,"error":{"type":"mapper_parsing_exception",
						"caused_by":{"type":"illegal_argument_exception"}}}},{"create":{"status":503,"error":{"type":"x"}}}]}"""),
				4))
			.containsExactly(new Indexed(), new Duplicate(),
					new Refused("OpenSearch refused the document: 400 mapper_parsing_exception "
							+ "caused by illegal_argument_exception"),
					new Undecided(RetryCause.SERVER_ERROR));
	}

	@Test
	void whatIsWrittenOverAnotherHasItsVerdictToo() throws IOException {
		assertThat(BulkResponse.verdicts(bytes("""
				{"errors":true,"items":[{"index":{"status":200}},{"create":{"status":409,"error":{"type":"x"}}},
				{"index":{"status":429,"error":{"type":"cluster_block_exception"}}}]}"""), 3))
			.containsExactly(new Indexed(), new Duplicate(), new Undecided(RetryCause.BLOCKED));
	}

	@Test
	void answerWithoutErrorsIsThatAllIsWritten() throws IOException {
		byte[] answer = bytes("""
				{"errors":false,"items":[{"create":{"status":201}},{"create":{"status":201}}]}""");

		assertThat(BulkResponse.verdicts(answer, 2)).containsExactly(new Indexed(), new Indexed());
		assertThatIOException().isThrownBy(() -> BulkResponse.verdicts(answer, 3));
	}

	@Test
	void errorsAreReadFromTheItems() throws IOException {
		byte[] answer = bytes("""
				{"errors":true,"items":[{"create":{"status":201}},{"create":{"status":409}}]}""");

		assertThat(BulkResponse.verdicts(answer, 2)).containsExactly(new Indexed(), new Duplicate());
	}

	@ParameterizedTest
	@CsvSource({ "429, opensearch_rejected_execution_exception, TOO_MANY_REQUESTS",
			"429, cluster_block_exception, BLOCKED", "403, cluster_block_exception, BLOCKED",
			"403, security_exception, UNAUTHORIZED", "401, security_exception, UNAUTHORIZED",
			"404, index_not_found_exception, INDEX_UNAVAILABLE", "400, validation_exception, INDEX_UNAVAILABLE",
			"400, invalid_alias_name_exception, INDEX_UNAVAILABLE", "500, exception, SERVER_ERROR",
			"503, unavailable_shards_exception, SERVER_ERROR" })
	void whatIsNotTheDocumentsFaultIsTriedAgain(int status, String type, RetryCause cause) throws IOException {
		byte[] answer = bytes(
				"{\"items\":[{\"create\":{\"status\":%d,\"error\":{\"type\":\"%s\"}}}]}".formatted(status, type));

		assertThat(BulkResponse.verdicts(answer, 1)).containsExactly(new Undecided(cause));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "[]", "{\"items\":[]}", "{\"items\":[{\"create\":{\"status\":201}}]}",
			"{\"errors\":false}",
			"{\"errors\":false,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]" })
	void answerThatIsNotWholeIsNoAnswer(String answer) {
		assertThatIOException().isThrownBy(() -> BulkResponse.verdicts(bytes(answer), 2));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
