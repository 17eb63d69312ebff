package dev.loginstream.faults;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.loginstream.faults.FakeOpenSearch.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FaultProxyTests {

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
	void everythingIsForwardedAsItIs() throws Exception {
		HttpResponse<String> answer = this.client
			.send(this.client.request("/logins/_count?q=user%3Aa%26b").header("Authorization", "Basic YTpi").build());

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo(FakeOpenSearch.NOT_FOUND);
		assertThat(answer.headers().firstValue("warning")).hasValue("299 fake");
		assertThat(this.openSearch.received()).singleElement().satisfies((received) -> {
			assertThat(received.method()).isEqualTo("GET");
			assertThat(received.uri()).hasToString("/logins/_count?q=user%3Aa%26b");
			assertThat(received.headers().getFirst("Authorization")).isEqualTo("Basic YTpi");
			assertThat(received.body()).isEmpty();
		});
	}

	@Test
	void answerToHeadRequestIsForwarded() throws Exception {
		HttpResponse<String> answer = this.client
			.send(this.client.request("/logins").method("HEAD", BodyPublishers.noBody()).build());

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("content-length")).hasValue("14");
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void bulkRequestIsForwardedAsItIs() throws Exception {
		HttpResponse<String> answer = this.client.create(0, 2);

		assertThat(answer.body())
			.isEqualTo("{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}");
		assertThat(this.openSearch.received()).singleElement().satisfies((received) -> {
			assertThat(received.method()).isEqualTo("POST");
			assertThat(received.uri()).hasToString(BulkClient.BULK);
			assertThat(received.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
			assertThat(received.body()).isEqualTo(BulkClient.body(0, 2));
		});
		assertThat(this.proxy.counts()).isEmpty();
	}

	@Test
	void rejectedLoginsAreForwardedAsTheyAre() throws Exception {
		this.proxy.inject(new Faults(0, 0, 1, 0, 0), 1);
		String body = BulkClient.body(0, 2)
			.replaceAll("\"_index\":\"[^\"]*", "\"_index\":\"rejected-user-login-index-all");

		this.client.send(this.client.request(BulkClient.BULK).POST(BodyPublishers.ofString(body)).build());

		assertThat(this.openSearch.received()).singleElement().extracting(Received::body).isEqualTo(body);
	}

	@Test
	void faultsAreMergedInTheOrderOfTheRequest() throws Exception {
		this.proxy.inject(new Faults(0.2, 0.2, 0.2, 0, 0), 1);

		List<Integer> statuses = this.client.statuses(0, 100);

		assertThat(statuses).hasSize(100).contains(201, 429, 503, 400);
		assertThat(this.openSearch.ids()).containsExactlyElementsOf(BulkClient.ids(statuses, 201));
		assertThat(this.proxy.refused()).containsExactlyInAnyOrderElementsOf(BulkClient.ids(statuses, 400));
		assertThat(this.proxy.counts())
			.isEqualTo(Map.of(Fault.TOO_MANY_REQUESTS, (long) BulkClient.ids(statuses, 429).size(), Fault.UNAVAILABLE,
					(long) BulkClient.ids(statuses, 503).size(), Fault.REFUSED,
					(long) BulkClient.ids(statuses, 400).size()));
	}

	@Test
	void nothingIsForwardedWhereNothingIsLeft() throws Exception {
		this.proxy.inject(new Faults(1, 0, 0, 0, 1), 1);

		HttpResponse<String> answer = this.client.create(0, 1);

		assertThat(answer.body()).isEqualTo(
				"{\"items\":[{\"create\":{\"status\":429,\"error\":{\"type\":\"rejected_execution_exception\"}}}]}");
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/json; charset=UTF-8");
		assertThat(this.openSearch.received()).isEmpty();
	}

	@Test
	void refusedDocumentIsRefusedEverAfter() throws Exception {
		this.proxy.inject(new Faults(0, 0, 0.5, 0, 0), 1);
		List<Integer> statuses = this.client.statuses(0, 50);

		this.proxy.inject(new Faults(0.5, 0.5, 0, 0, 0), 2);
		assertThat(BulkClient.ids(this.client.statuses(0, 50), 400)).isEqualTo(BulkClient.ids(statuses, 400));
		this.proxy.passThrough();
		assertThat(this.client.statuses(0, 50)).isEqualTo(statuses).contains(201, 400);
	}

	@Test
	void documentThatWasForwardedIsNeverRefused() throws Exception {
		this.client.create(0, 5);

		this.proxy.inject(new Faults(0, 0, 1, 0, 0), 1);

		assertThat(this.client.statuses(3, 4)).containsExactly(201, 201, 400, 400);
		assertThat(this.proxy.refused()).containsExactlyInAnyOrder("é-5", "é-6");
	}

	@Test
	void sameSeedRefusesTheSameInAnyOrder() throws Exception {
		this.proxy.inject(new Faults(0, 0, 0.5, 0, 0), 3);
		this.client.create(10, 10);
		this.client.create(0, 10);

		try (FaultProxy other = new FaultProxy(this.openSearch.uri());
				BulkClient otherClient = new BulkClient(other.uri())) {
			other.inject(new Faults(0.3, 0, 0.5, 0, 0), 3);
			otherClient.create(0, 20);
			assertThat(other.refused()).isEqualTo(this.proxy.refused()).isNotEmpty();
		}
	}

	@Test
	void resetBeforeKeepsTheRequestFromOpenSearch() throws Exception {
		this.proxy.inject(new Faults(0, 0, 0, 1, 0), 1);

		assertThatIOException().isThrownBy(() -> this.client.create(0, 1));

		assertThat(this.openSearch.received()).isEmpty();
		assertThat(this.proxy.counts()).isEqualTo(Map.of(Fault.RESET_BEFORE, 1L));
		this.proxy.passThrough();
		assertThat(this.client.statuses(0, 1)).containsExactly(201);
	}

	@Test
	void resetAfterLosesNoMoreThanTheAnswer() {
		this.proxy.inject(new Faults(0, 0, 0, 0, 1), 1);

		assertThatIOException().isThrownBy(() -> this.client.create(0, 1));

		assertThat(this.openSearch.ids()).containsExactly("é-0");
		assertThat(this.proxy.counts()).isEqualTo(Map.of(Fault.RESET_AFTER, 1L));
	}

	@Test
	void idsAreDroppedWhereSaidSo() throws Exception {
		this.proxy.withoutIds();

		assertThat(this.client.statuses(0, 2)).containsExactly(201, 201);

		assertThat(this.openSearch.received()).singleElement()
			.extracting(Received::body)
			.isEqualTo(BulkClient.body(0, 2).replaceAll(",\"_id\":\"é-.\"", ""));
	}

	@Test
	void unreachableOpenSearchMeansNoAnswer() {
		this.openSearch.close();

		assertThatIOException().isThrownBy(() -> this.client.create(0, 1));
		assertThatIOException().isThrownBy(() -> this.client.send(this.client.request("/").build()));
	}

}
