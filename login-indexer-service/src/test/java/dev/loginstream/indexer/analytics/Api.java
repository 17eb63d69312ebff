package dev.loginstream.indexer.analytics;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The query API as its users see it.
 */
final class Api {

	private final RestTestClient client;

	Api(Environment environment) {
		// The usual one, Apache's, does as Retry-After says and asks again.
		this.client = RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + environment.getProperty("local.server.port"))
			.build();
	}

	/** Asks for an answer, which must be one. */
	JsonNode get(String path, Map<String, ?> parameters) {
		EntityExchangeResult<String> answer = exchange(path, parameters);
		assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(200);
		return JsonMapper.shared().readTree(answer.getResponseBody());
	}

	EntityExchangeResult<String> exchange(String path, Map<String, ?> parameters) {
		return this.client.get().uri((uri) -> {
			uri.path(path);
			// As variables they are encoded strictly, whatever they have.
			parameters.keySet().forEach((name) -> uri.queryParam(name, "{" + name + "}"));
			return uri.build(parameters);
		}).exchange().returnResult(String.class);
	}

}
