package dev.loginstream.indexer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees while nothing that the service depends on answers. */
class ActuatorTests {

	private static ConfigurableApplicationContext service;

	@BeforeAll
	static void start() {
		service = SpringApplication.run(LoginIndexerApplication.class, "--server.port=0", "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=localhost:1", "--opensearch.uris=http://localhost:1");
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void serviceIsLive() {
		EntityExchangeResult<String> liveness = get("/health/liveness");

		assertThat(liveness.getStatus().value()).isEqualTo(200);
		assertThat(json(liveness).get("components").propertyNames()).containsExactlyInAnyOrder("livenessState",
				"listeners");
	}

	@Test
	void serviceIsReady() {
		EntityExchangeResult<String> readiness = get("/health/readiness");

		assertThat(readiness.getStatus().value()).isEqualTo(200);
		assertThat(json(readiness).get("components").propertyNames()).containsExactly("readinessState");
	}

	@Test
	void dependenciesAreDown() {
		EntityExchangeResult<String> dependencies = get("/health/dependencies");

		assertThat(dependencies.getStatus().value()).isEqualTo(503);
		assertThat(json(dependencies).get("components").propertyNames()).containsExactlyInAnyOrder("kafka",
				"openSearch");
	}

	@Test
	void healthInfoPrometheusAndReconciliationAloneAreExposed() {
		assertThat(json(get("")).get("_links").propertyNames()).containsExactlyInAnyOrder("self", "health",
				"health-path", "info", "prometheus", "reconciliation", "reconciliation-action");
	}

	@Test
	void auditHasNothingToReportYet() {
		JsonNode report = json(get("/reconciliation"));

		assertThat(report.get("sourceTopic").asString()).isEqualTo("user-login");
		assertThat(report.get("ageSeconds").isNull()).isTrue();
		assertThat(report.get("partitions")).isEmpty();
		assertThat(report.at("/missing/count").asInt(-1)).isZero();
		assertThat(report.at("/repair/state").asString()).isEqualTo("NONE");
		assertThat(get("/prometheus").getResponseBody()).contains("login_audit_missing 0.0",
				"login_audit_duplicate 0.0", "login_audit_age_seconds NaN", "login_audit_repaired_total 0.0");
	}

	@Test
	void auditDoesWhatItIsAskedForAndNothingElse() {
		assertThat(post("/reconciliation/again").getStatus().value()).isEqualTo(200);
		assertThat(post("/reconciliation/forget").getStatus().value()).isEqualTo(400);
	}

	@Test
	void metersAreThereFromTheStart() {
		assertThat(get("/prometheus").getResponseBody()).contains("login_documents_indexed_total",
				"login_documents_duplicate_total", "login_rejections_indexed_total", "login_rejections_duplicate_total",
				"login_documents_rejected_total{", "reason=\"unindexable\"", "login_bulk_retries_total{",
				"cause=\"no_answer\"", "login_bulk_duration_seconds_count", "login_bulk_items_count",
				"login_consumer_paused", "login_pipeline_latency_seconds_bucket{", "le=\"60.0\"");
	}

	@Test
	void lagIsUnknown() {
		assertThat(get("/prometheus").getResponseBody()).contains("login_consumer_lag NaN");
	}

	private static EntityExchangeResult<String> get(String path) {
		return actuator().get().uri(path).exchange().returnResult(String.class);
	}

	private static EntityExchangeResult<String> post(String path) {
		return actuator().post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.exchange()
			.returnResult(String.class);
	}

	private static RestTestClient actuator() {
		String port = service.getEnvironment().getProperty("local.management.port");
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + port + "/actuator").build();
	}

	private static JsonNode json(EntityExchangeResult<String> answer) {
		return JsonMapper.shared().readTree(answer.getResponseBody());
	}

}
