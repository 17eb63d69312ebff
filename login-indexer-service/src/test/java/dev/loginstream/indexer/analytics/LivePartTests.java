package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LivePartTests {

	private final AtomicInteger computed = new AtomicInteger();

	private final Sent first = new Sent();

	private final Sent second = new Sent();

	private final LiveStream firstStream = new LiveStream(this.first);

	private final LiveStream secondStream = new LiveStream(this.second);

	LivePartTests() {
		Thread.ofVirtual().start(this.firstStream::run);
		Thread.ofVirtual().start(this.secondStream::run);
	}

	@AfterEach
	void end() {
		this.firstStream.end();
		this.secondStream.end();
	}

	private static LivePart part(Duration pace, Supplier<?> computation) {
		return new LivePart("test", new LivePace(pace, 9), computation, JsonMapper.shared());
	}

	@Test
	void allWhoWatchShareOneComputation() {
		LivePart part = part(Duration.ofHours(1), this.computed::incrementAndGet);
		part.watch(this.firstStream);
		Awaitility.await().until(() -> this.first.events().size() == 1);

		part.watch(this.secondStream);

		Awaitility.await().until(() -> this.second.events().equals(this.first.events()));
		assertThat(this.first.events().getFirst()).contains("event:test", "\"data\":1");
		assertThat(this.computed).hasValue(1);
		part.leave(this.firstStream);
		part.leave(this.secondStream);
	}

	@Test
	void nothingIsComputedWhenNobodyWatches() {
		LivePart part = part(Duration.ofMillis(1), this.computed::incrementAndGet);
		assertThat(this.computed).hasValue(0);
		part.watch(this.firstStream);
		part.watch(this.secondStream);
		part.leave(this.firstStream);
		int watched = this.computed.get();
		Awaitility.await().until(() -> this.computed.get() > watched + 3);

		part.leave(this.secondStream);

		// One may be under way.
		int after = this.computed.get() + 1;
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> this.computed.get() <= after);
		part.watch(this.firstStream);
		Awaitility.await().until(() -> this.computed.get() > after + 3);
		part.leave(this.firstStream);
	}

	@Test
	void failureIsToldAndOver() {
		LivePart part = part(Duration.ofMillis(1), () -> {
			if (this.computed.incrementAndGet() < 3) {
				throw new NoAnswerException("timeout");
			}
			return "whole";
		});

		part.watch(this.firstStream);

		Awaitility.await()
			.until(() -> !this.first.events().isEmpty() && this.first.events().getLast().contains("whole"));
		part.leave(this.firstStream);
		assertThat(this.first.events().getFirst()).contains("\"problem\":\"no_answer\"", "\"data\":null");
	}

}
