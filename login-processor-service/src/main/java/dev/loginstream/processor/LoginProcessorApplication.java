package dev.loginstream.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The login processor service.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LoginProcessorApplication {

	static void main(String[] args) {
		SpringApplication.run(LoginProcessorApplication.class, args);
	}

}
