package dev.loginstream.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.loginstream.faults.Held.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultProxyHeldTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FakeOpenSearch openSearch = new FakeOpenSearch();

	private final FaultProxy proxy = new FaultProxy(this.openSearch.uri());

	private final BulkClient client = new BulkClient(this.proxy.uri());

	@AfterEach
	void close() {
		this.client.close();
		this.proxy.close();
		this.openSearch.close();
	}

	@Test
	void requestHeldBeforeIsForwardedWhenReleased() throws Exception {
		Held held = this.proxy.holdNextBulk(Moment.BEFORE_ACCEPTED);
		CompletableFuture<HttpResponse<String>> answer = this.client.createAsync(0, 1);
		held.await(TIMEOUT);
		assertThat(this.client.statuses(1, 1)).containsExactly(201);
		assertThat(this.openSearch.ids()).containsExactly("é-1");

		held.release();

		assertThat(BulkClient.statuses(answer.get(20, TimeUnit.SECONDS))).containsExactly(201);
		assertThat(this.openSearch.ids()).containsExactly("é-1", "é-0");
	}

	@Test
	void requestHeldBeforeOutlivesItsClient() throws Exception {
		Held held = this.proxy.holdNextBulk(Moment.BEFORE_ACCEPTED);
		CompletableFuture<HttpResponse<String>> answer = this.client.createAsync(0, 1);
		held.await(TIMEOUT);
		answer.cancel(true);

		held.release();

		held.awaitAnswered(TIMEOUT);
		assertThat(this.openSearch.ids()).containsExactly("é-0");
	}

	@Test
	void requestHeldBeforeIsLostWhenDropped() throws Exception {
		Held held = this.proxy.holdNextBulk(Moment.BEFORE_ACCEPTED);
		CompletableFuture<HttpResponse<String>> answer = this.client.createAsync(0, 1);
		held.await(TIMEOUT);

		held.drop();

		assertThat(answer).failsWithin(TIMEOUT).withThrowableThat().withCauseInstanceOf(IOException.class);
		assertThat(this.openSearch.received()).isEmpty();
	}

	@Test
	void requestHeldAfterIsInOpenSearchAndNotAnswered() throws Exception {
		Held held = this.proxy.holdNextBulk(Moment.AFTER_ACCEPTED);
		CompletableFuture<HttpResponse<String>> answer = this.client.createAsync(0, 1);
		held.await(TIMEOUT);
		assertThat(this.openSearch.ids()).containsExactly("é-0");
		assertThat(answer).isNotDone();

		held.release();

		assertThat(BulkClient.statuses(answer.get(20, TimeUnit.SECONDS))).containsExactly(201);
	}

	@Test
	void waitingForRequestToHoldEnds() {
		Held held = this.proxy.holdNextBulk(Moment.AFTER_ACCEPTED);

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> held.await(Duration.ofMillis(1)))
			.withMessage("Expected a bulk request to be held AFTER_ACCEPTED within PT0.001S");
	}

	@Test
	void closingDropsWhatIsHeld() throws Exception {
		Held held = this.proxy.holdNextBulk(Moment.BEFORE_ACCEPTED);
		CompletableFuture<HttpResponse<String>> answer = this.client.createAsync(0, 1);
		held.await(TIMEOUT);

		this.proxy.close();

		assertThat(answer).failsWithin(TIMEOUT);
		assertThat(this.openSearch.received()).isEmpty();
	}

}
