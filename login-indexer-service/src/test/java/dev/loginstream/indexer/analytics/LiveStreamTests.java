package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveStreamTests {

	@Test
	void slowPageGetsTheNewestOfEachPart() throws InterruptedException {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch asleep = new CountDownLatch(1);
		Sent sent = new Sent() {
			@Override
			public void send(SseEventBuilder event) throws IOException {
				reading.countDown();
				Awaitility.await().until(() -> asleep.getCount() == 0);
				super.send(event);
			}
		};
		LiveStream stream = new LiveStream(sent);
		Thread thread = Thread.ofVirtual().start(stream::run);

		stream.offer(new LiveEvent("pulse", "0"));
		reading.await();
		for (int i = 1; i <= 1000; i++) {
			stream.offer(new LiveEvent("pulse", "pulse " + i));
			stream.offer(new LiveEvent("health", "health " + i));
		}
		asleep.countDown();

		Awaitility.await().until(() -> sent.events().size() == 3);
		assertThat(sent.events().get(0)).contains("event:pulse", "data:0");
		assertThat(sent.events().get(1)).contains("event:pulse", "data:pulse 1000");
		assertThat(sent.events().get(2)).contains("event:health", "data:health 1000");
		stream.end();
		assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
		assertThat(sent.events()).hasSize(3);
		assertThat(sent.isComplete()).isTrue();
	}

	@Test
	void streamEndsWithItsPage() throws InterruptedException {
		Sent sent = new Sent() {
			@Override
			public void send(SseEventBuilder event) throws IOException {
				throw new IOException("Broken pipe");
			}
		};
		LiveStream stream = new LiveStream(sent);
		Thread thread = Thread.ofVirtual().start(stream::run);

		stream.offer(new LiveEvent("pulse", "0"));

		assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
		assertThat(sent.isComplete()).isTrue();
	}

}
