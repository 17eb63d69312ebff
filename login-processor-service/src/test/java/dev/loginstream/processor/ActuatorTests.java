package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@BrokerTest
class ActuatorTests {

	@LocalManagementPort
	private int port;

	@Autowired
	private EmbeddedKafkaBroker broker;

	@ParameterizedTest
	@CsvSource(textBlock = """
			liveness,     livenessState;listeners
			readiness,    readinessState
			dependencies, kafka
			""")
	void healthGroupIsUpAndHasItsComponentsAlone(String group, String components) {
		EntityExchangeResult<String> answer = get(this.port, "/health/" + group);

		assertThat(answer.getStatus().value()).isEqualTo(200);
		assertThat(json(answer).get("status").asString()).isEqualTo("UP");
		assertThat(json(answer).get("components").propertyNames()).containsExactlyInAnyOrder(components.split(";"));
	}

	@Test
	void brokersAreCountedAmongTheDependencies() {
		JsonNode dependencies = json(get(this.port, "/health/dependencies"));

		assertThat(dependencies.at("/components/kafka/details/brokers").asInt()).isEqualTo(1);
	}

	@Test
	void healthInfoAndPrometheusAreExposed() {
		assertThat(json(get(this.port, "")).get("_links").propertyNames()).containsExactlyInAnyOrder("self", "health",
				"health-path", "info", "prometheus");
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "configprops", "heapdump", "threaddump", "loggers", "metrics", "mappings",
			"shutdown", "conditions", "scheduledtasks" })
	void nothingElseIsExposed(String endpoint) {
		assertThat(get(this.port, "/" + endpoint).getStatus().value()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = "UNINDEXABLE", mode = EnumSource.Mode.EXCLUDE)
	void everyReasonIsScrapedFromTheStart(RejectionReason reason) {
		assertThat(get(this.port, "/prometheus").getResponseBody())
			.containsPattern("login_events_rejected_total\\{.*reason=\"" + reason.code() + "\".*}");
	}

	@Test
	void metersOfTheServiceAndItsClientsAreScraped() {
		try (LoginTopics topics = new LoginTopics(this.broker.getBrokersAsString())) {
			topics.publish(new ProducerRecord<>("user-login", "{}".getBytes(StandardCharsets.UTF_8)));
			topics.awaitProcessing();
		}

		assertThat(get(this.port, "/prometheus").getResponseBody()).contains("login_events_processed_total",
				"kafka_consumer_fetch_manager_records_consumed_total", "kafka_producer_record_send_total",
				"spring_kafka_listener_seconds_count");
	}

	@Test
	void withoutKafkaTheServiceIsLiveAndReadyAndSaysSo() {
		try (var application = SpringApplication.run(LoginProcessorApplication.class, "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=localhost:1")) {
			int ownPort = Integer.parseInt(application.getEnvironment().getProperty("local.management.port"));

			assertThat(get(ownPort, "/health/liveness").getStatus().value()).isEqualTo(200);
			assertThat(get(ownPort, "/health/readiness").getStatus().value()).isEqualTo(200);
			EntityExchangeResult<String> dependencies = get(ownPort, "/health/dependencies");
			assertThat(dependencies.getStatus().value()).isEqualTo(503);
			assertThat(json(dependencies).at("/components/kafka/status").asString()).isEqualTo("DOWN");
			assertThat(get(ownPort, "/prometheus").getResponseBody()).contains("login_consumer_lag NaN");
		}
	}

	private static EntityExchangeResult<String> get(int port, String path) {
		return RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + port + "/actuator")
			.build()
			.get()
			.uri(path)
			.exchange()
			.returnResult(String.class);
	}

	private static JsonNode json(EntityExchangeResult<String> answer) {
		return new JsonMapper().readTree(answer.getResponseBody());
	}

}
