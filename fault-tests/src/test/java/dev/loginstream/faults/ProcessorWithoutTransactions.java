package dev.loginstream.faults;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * A control: the processor without Kafka transactions, as most are written.
 */
@Configuration(proxyBeanMethods = false)
public class ProcessorWithoutTransactions {

	/**
	 * Starts it.
	 * @param args settings
	 * @throws ClassNotFoundException if the processor is not on the class path
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		SpringApplication.run(new Class<?>[] { Class.forName("dev.loginstream.processor.LoginProcessorApplication"),
				ProcessorWithoutTransactions.class }, args);
	}

	@Bean
	static BeanPostProcessor withoutTransactions() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				switch (bean) {
					case KafkaTemplate<?, ?> template -> template.setAllowNonTransactional(true);
					case ConcurrentKafkaListenerContainerFactory<?, ?> factory -> {
						factory.getContainerProperties().setKafkaAwareTransactionManager(null);
						factory.setBatchInterceptor(new CountingInterceptor<>());
					}
					default -> {
					}
				}
				return bean;
			}

		};
	}

	/** The processor counts when its transaction commits; here, when a batch is done. */
	private static final class CountingInterceptor<K, V> implements BatchInterceptor<K, V> {

		@Override
		public ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
			TransactionSynchronizationManager.initSynchronization();
			return records;
		}

		@Override
		public void success(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
			TransactionSynchronizationUtils.triggerAfterCommit();
			TransactionSynchronizationManager.clear();
		}

		@Override
		public void failure(ConsumerRecords<K, V> records, Exception exception, Consumer<K, V> consumer) {
			TransactionSynchronizationManager.clear();
		}

	}

}
