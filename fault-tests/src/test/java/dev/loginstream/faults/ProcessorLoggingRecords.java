package dev.loginstream.faults;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * A control: the processor with one line too many, as somebody adds who looks for a
 * fault. It prints records by their own {@code toString}, which shows neither key nor
 * value.
 */
@Configuration(proxyBeanMethods = false)
class ProcessorLoggingRecords {

	private static final Logger logger = LoggerFactory.getLogger(ProcessorLoggingRecords.class);

	/**
	 * Starts the processor.
	 * @param args its settings
	 * @throws ClassNotFoundException if the processor is not on the class path
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		SpringApplication.run(new Class<?>[] { Class.forName("dev.loginstream.processor.LoginProcessorApplication"),
				ProcessorLoggingRecords.class }, args);
	}

	@Bean
	static BeanPostProcessor logging() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof ConcurrentKafkaListenerContainerFactory<?, ?> factory) {
					factory.setBatchInterceptor(new LoggingInterceptor<>());
				}
				return bean;
			}

		};
	}

	private static final class LoggingInterceptor<K, V> implements BatchInterceptor<K, V> {

		@Override
		public ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
			records.forEach((record) -> logger.info("Read {}", record));
			return records;
		}

	}

}
