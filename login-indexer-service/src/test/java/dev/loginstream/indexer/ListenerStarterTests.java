package dev.loginstream.indexer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import dev.loginstream.indexer.LoginIndexerProperties.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.after;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class ListenerStarterTests {

	private static final long PATIENCE = Duration.ofSeconds(10).toMillis();

	private final IndexTemplates templates = mock();

	private final TransactionalIds transactionalIds = mock();

	private final KafkaListenerEndpointRegistry listeners = mock();

	private final KafkaAdmin kafka = mock();

	private final MessageListenerContainer logins = mock();

	private final MessageListenerContainer rejected = mock();

	private ListenerStarter starter;

	@BeforeEach
	void createStarter() {
		given(this.listeners.getListenerContainer("login-indexer")).willReturn(this.logins);
		given(this.listeners.getListenerContainer("login-indexer-rejected")).willReturn(this.rejected);
		this.starter = starter(true);
	}

	private ListenerStarter starter(boolean rejected) {
		LoginIndexerProperties properties = new LoginIndexerProperties("in", "dlt", "redrive", "test", null, null, null,
				new Rejected(rejected));
		return new ListenerStarter(this.templates, this.transactionalIds, this.listeners, this.kafka, properties);
	}

	@AfterEach
	void stopStarter() {
		this.starter.stop();
	}

	@Test
	void eachListenerIsStartedAfterItsTemplateAndAllIds() throws Exception {
		this.starter.start();

		verify(this.rejected, timeout(PATIENCE)).start();
		InOrder order = inOrder(this.templates, this.transactionalIds, this.logins, this.rejected);
		order.verify(this.templates).put(IndexTemplate.LOGINS);
		order.verify(this.transactionalIds).claim();
		order.verify(this.logins).start();
		order.verify(this.templates).put(IndexTemplate.REJECTED_LOGINS);
		order.verify(this.rejected).start();
	}

	@Test
	void indexOfTheRejectedDoesNotHoldUpTheLogins() throws Exception {
		willThrow(new IllegalStateException("No alias")).given(this.templates).put(IndexTemplate.REJECTED_LOGINS);

		this.starter.start();

		verify(this.logins, timeout(PATIENCE)).start();
		verify(this.templates, timeout(PATIENCE).atLeast(2)).put(IndexTemplate.REJECTED_LOGINS);
		verify(this.rejected, never()).start();
	}

	@Test
	void openSearchIsAskedUntilItAnswers() throws Exception {
		willThrow(new IOException("Nobody there")).willDoNothing().given(this.templates).put(IndexTemplate.LOGINS);

		this.starter.start();

		verify(this.rejected, timeout(PATIENCE)).start();
	}

	@Test
	void topicOfDeadLettersIsWaitedFor() throws Exception {
		given(this.kafka.describeTopics("dlt")).willThrow(new KafkaException("No such topic")).willReturn(Map.of());

		this.starter.start();

		verify(this.rejected, timeout(PATIENCE)).start();
		verify(this.kafka, times(2)).describeTopics("dlt");
	}

	@Test
	void rejectedAreLeftAloneWhenToldSo() throws Exception {
		this.starter = starter(false);

		this.starter.start();

		verify(this.logins, timeout(PATIENCE)).start();
		verify(this.rejected, after(200).never()).start();
		verify(this.templates, never()).put(IndexTemplate.REJECTED_LOGINS);
	}

	@Test
	void fencedListenerAloneIsStartedAgain() {
		this.starter.onConsumerStopped(new ConsumerStoppedEvent(this, this.rejected, Reason.FENCED));

		verify(this.rejected, timeout(PATIENCE)).start();
		InOrder order = inOrder(this.rejected);
		order.verify(this.rejected).stop();
		order.verify(this.rejected).start();
		verify(this.logins, never()).start();
	}

}
