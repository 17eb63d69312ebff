package dev.loginstream.processor;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class LoginProcessorConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class)
		.withBean(ProducerFactory.class, LoginProcessorConfigurationTests::transactionalProducers)
		.withPropertyValues("login.processor.instance=processor-1");

	@Test
	void topicsOfTheServiceAreCreatedWithItsSettings() {
		this.context
			.withPropertyValues("login.processor.output-topic=out", "login.processor.dead-letter-topic=dead",
					"login.processor.redrive-topic=redrive", "login.processor.partitions=3",
					"login.processor.replication-factor=2")
			.run((context) -> assertThat(context.getBeansOfType(NewTopic.class).values())
				.allSatisfy((topic) -> assertThat(topic.numPartitions()).isEqualTo(3))
				.allSatisfy((topic) -> assertThat(topic.replicationFactor()).isEqualTo((short) 2))
				.extracting(NewTopic::name)
				.containsExactlyInAnyOrder("out", "dead", "redrive"));
	}

	@Test
	void topicsTakeTheLargestRecordAndKeepItFromItsArrivalOn() {
		this.context.run((context) -> assertThat(context.getBeansOfType(NewTopic.class).values()).hasSize(3)
			.allSatisfy((topic) -> assertThat(topic.configs()).containsEntry("max.message.bytes", "3145728")
				.containsEntry("message.timestamp.type", "LogAppendTime")));
	}

	@Test
	void whatWasRedrivenIsRememberedForLongerThanDeadLettersAreKept() {
		this.context.run((context) -> assertThat(context.getBean("redriveTopic", NewTopic.class).configs())
			.containsEntry("retention.ms", "2592000000"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			login.processor.instance,           ` `,      on field 'instance'
			login.processor.input-topic,        ` `,      on field 'inputTopic'
			login.processor.output-topic,       ` `,      on field 'outputTopic'
			login.processor.dead-letter-topic,  ` `,      on field 'deadLetterTopic'
			login.processor.redrive-topic,      ` `,      on field 'redriveTopic'
			login.processor.partitions,         0,        on field 'partitions'
			login.processor.partitions,         many,     login.processor.partitions
			login.processor.replication-factor, 1.5,      login.processor.replication-factor
			login.processor.create-topics,      perhaps,  login.processor.create-topics
			""")
	void valueThatCannotBeStopsTheStartByName(String name, String value, String named) {
		this.context.withPropertyValues(name + "=" + value)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(named));
	}

	private static ProducerFactory<?, ?> transactionalProducers() {
		ProducerFactory<?, ?> producers = mock(DefaultKafkaProducerFactory.class);
		given(producers.transactionCapable()).willReturn(true);
		return producers;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(LoginProcessorProperties.class)
	@Import(LoginProcessorConfiguration.class)
	static class Settings {

	}

}
