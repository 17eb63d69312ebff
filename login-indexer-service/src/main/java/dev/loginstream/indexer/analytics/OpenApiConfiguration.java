package dev.loginstream.indexer.analytics;

import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code /v3/api-docs} says of the whole API; of each endpoint, its controller does.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String PROBLEM = "Problem";

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("Login Stream analytics")
				.version("1")
				.description("What the indexed logins tell. Read-only and bounded: each request has a range of time, "
						+ "a number of results and a timeout, and is answered whole or with an error. Times are "
						+ "ISO-8601 in UTC. Logins are found and counted once OpenSearch has refreshed the index, "
						+ "about a second after they were indexed. Parameters that an endpoint does not know, or "
						+ "that are given twice, are an error.")
				.license(new License().name("Apache-2.0").identifier("Apache-2.0")))
			.addServersItem(new Server().url("/").description("The login indexer service"));
	}

	@Bean
	OpenApiCustomizer absentParametersAreNotNull() {
		return (api) -> operations(api).filter((operation) -> operation.getParameters() != null)
			.flatMap((operation) -> operation.getParameters().stream())
			.forEach((parameter) -> parameter.getSchema().getTypes().remove("null"));
	}

	@Bean
	OpenApiCustomizer errors() {
		return (api) -> {
			// Not before: springdoc drops a schema that no controller refers to.
			api.getComponents().addSchemas(PROBLEM, problem());
			operations(api).forEach((operation) -> operation.getResponses()
				.addApiResponse("400", error("A parameter is wrong, unknown or given twice, or the range is too long"))
				.addApiResponse("500", error("A fault of the service"))
				.addApiResponse("503", unavailable()));
		};
	}

	private static Stream<Operation> operations(OpenAPI api) {
		return api.getPaths().values().stream().flatMap((path) -> path.readOperations().stream());
	}

	private static ApiResponse unavailable() {
		ApiResponse unavailable = error("OpenSearch gave no whole answer within the timeout");
		unavailable.addHeaderObject("Retry-After",
				new Header().description("Seconds to wait before another try").schema(new IntegerSchema()));
		return unavailable;
	}

	private static ApiResponse error(String description) {
		return new ApiResponse().description(description)
			.content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
					new MediaType().schema(new Schema<>().$ref(PROBLEM))));
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("Problem details (RFC 9457)")
			.addProperty("type", text("Kind of the problem; absent for `about:blank`"))
			.addProperty("title", text("Name of the status"))
			.addProperty("status", new IntegerSchema().description("HTTP status"))
			.addProperty("detail", text("What was expected; never quotes a value of the request"))
			.addProperty("instance", text("Path of the request"))
			.addProperty("parameter", text("Name of the parameter that is wrong, where it is one"))
			.addRequiredItem("title")
			.addRequiredItem("status");
	}

	private static Schema<?> text(String description) {
		return new StringSchema().description(description);
	}

}
