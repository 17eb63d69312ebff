package dev.loginstream.generator;

import java.util.concurrent.CountDownLatch;

import dev.loginstream.generator.LoginPublisher.AllPublishedEvent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The login generator service. Ends by itself only when it was told how many events to
 * publish.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LoginGeneratorApplication {

	static void main(String[] args) throws InterruptedException {
		CountDownLatch allPublished = new CountDownLatch(1);
		SpringApplication application = new SpringApplication(LoginGeneratorApplication.class);
		application.addListeners((ApplicationListener<AllPublishedEvent>) (event) -> allPublished.countDown());
		ConfigurableApplicationContext context = application.run(args);
		allPublished.await();
		System.exit(SpringApplication.exit(context));
	}

}
