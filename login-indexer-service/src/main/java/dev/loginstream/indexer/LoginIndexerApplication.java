package dev.loginstream.indexer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The login indexer service.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LoginIndexerApplication {

	static void main(String[] args) {
		SpringApplication.run(LoginIndexerApplication.class, args);
	}

}
