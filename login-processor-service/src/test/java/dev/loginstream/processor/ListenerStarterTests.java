package dev.loginstream.processor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.InOrder;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.after;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

class ListenerStarterTests {

	private static final long PATIENCE = Duration.ofSeconds(5).toMillis();

	private final KafkaAdmin admin = mock();

	private final KafkaListenerEndpointRegistry listeners = mock();

	private final TransactionalIds transactionalIds = mock();

	private final MessageListenerContainer container = mock();

	private final NewTopic topic = new NewTopic("processed-user-login", 1, (short) 1);

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private ListenerStarter starter;

	@BeforeEach
	void createStarter() {
		this.beans.addBean("outputTopic", this.topic);
		given(this.listeners.getListenerContainer("login-processor")).willReturn(this.container);
		this.starter = starter(true);
	}

	private ListenerStarter starter(boolean createTopics) {
		LoginProcessorProperties properties = new LoginProcessorProperties("user-login", "processed-user-login",
				"user-login-dlt", "user-login-redrive", "processor-1", createTopics, 6, (short) -1, Duration.ofDays(1));
		return new ListenerStarter(this.admin, this.beans.getBeanProvider(NewTopic.class), properties,
				this.transactionalIds, this.listeners);
	}

	@AfterEach
	void stopStarter() {
		this.starter.stop();
	}

	@Test
	void listenerIsStartedAfterTopicsAreCreated() {
		this.starter.start();

		verify(this.container, timeout(PATIENCE)).start();
		InOrder order = inOrder(this.admin, this.transactionalIds, this.container);
		order.verify(this.admin).createOrModifyTopics(this.topic);
		order.verify(this.transactionalIds).claim();
		order.verify(this.container).start();
	}

	@Test
	void topicsAreLeftToOthersWhenToldSo() {
		this.starter = starter(false);

		this.starter.start();

		verify(this.container, timeout(PATIENCE)).start();
		verify(this.admin, never()).createOrModifyTopics(this.topic);
	}

	@Test
	void creationIsTriedAgainUntilKafkaAnswers() {
		willThrow(new KafkaException("Nobody there")).willDoNothing().given(this.admin).createOrModifyTopics(any());

		this.starter.start();

		verify(this.container, timeout(PATIENCE)).start();
	}

	@Test
	void listenerIsNotStartedByAStop() throws InterruptedException {
		CountDownLatch asking = new CountDownLatch(1);
		// What KafkaAdmin does when it is interrupted.
		willAnswer((invocation) -> {
			asking.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return null;
		}).given(this.admin).createOrModifyTopics(any());

		this.starter.start();
		asking.await();
		this.starter.stop();

		verify(this.container, after(200).never()).start();
	}

	@Test
	void fencedListenerIsStartedAgain() {
		this.starter.onConsumerStopped(new ConsumerStoppedEvent(this, this.container, Reason.FENCED));

		verify(this.container, timeout(PATIENCE)).start();
		InOrder order = inOrder(this.container);
		order.verify(this.container).stop();
		order.verify(this.container).start();
	}

	@ParameterizedTest
	@EnumSource(names = "FENCED", mode = EnumSource.Mode.EXCLUDE)
	void listenerThatStoppedForAnotherReasonStaysSo(Reason reason) {
		this.starter.onConsumerStopped(new ConsumerStoppedEvent(this, this.container, reason));

		verify(this.container, never()).start();
	}

}
