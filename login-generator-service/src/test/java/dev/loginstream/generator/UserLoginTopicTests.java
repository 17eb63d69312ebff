package dev.loginstream.generator;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class UserLoginTopicTests {

	private final KafkaAdmin admin = mock();

	private final NewTopic topic = new NewTopic("user-login", 6, (short) 1);

	@Test
	void creationIsTriedAgainUntilKafkaAnswers() throws InterruptedException {
		willThrow(new KafkaException("Nobody there")).willDoNothing()
			.given(this.admin)
			.createOrModifyTopics(this.topic);

		userLoginTopic(true).awaitCreation();

		verify(this.admin, times(2)).createOrModifyTopics(this.topic);
	}

	@Test
	void topicIsLeftToOthersWhenToldSo() throws InterruptedException {
		userLoginTopic(false).awaitCreation();

		verifyNoInteractions(this.admin);
	}

	private UserLoginTopic userLoginTopic(boolean createTopic) {
		return new UserLoginTopic(this.admin, this.topic,
				new LoginGeneratorProperties("user-login", 1, null, null, 0, 0, createTopic, 6, (short) 1));
	}

}
