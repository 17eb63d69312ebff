package dev.loginstream.processor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.kafka.test.context.EmbeddedKafka;

/**
 * The service on a broker of its own: one context and one broker for all tests of the
 * module.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=")
@EmbeddedKafka(topics = "user-login", partitions = 2,
		// Without end, since these tests write records of years ago.
		brokerProperties = { "message.max.bytes=4194304", "log.retention.ms=-1" },
		bootstrapServersProperty = "spring.kafka.bootstrap-servers")
@interface BrokerTest {

}
