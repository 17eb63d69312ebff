package dev.loginstream.faults;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * A control: the indexer commits what it has fetched before it has written it.
 */
@Configuration(proxyBeanMethods = false)
public class IndexerCommittingEarly {

	/**
	 * Starts it.
	 * @param args settings
	 * @throws ClassNotFoundException if the indexer is not on the class path
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		SpringApplication.run(new Class<?>[] { Class.forName("dev.loginstream.indexer.LoginIndexerApplication"),
				IndexerCommittingEarly.class }, args);
	}

	@Bean
	static BeanPostProcessor committingEarly() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof ConcurrentKafkaListenerContainerFactory<?, ?> factory) {
					commitEarly(factory);
				}
				return bean;
			}

		};
	}

	private static <K, V> void commitEarly(ConcurrentKafkaListenerContainerFactory<K, V> factory) {
		factory.setBatchInterceptor(new BatchInterceptor<>() {

			@Override
			public ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
				consumer.commitSync();
				return records;
			}

		});
	}

}
