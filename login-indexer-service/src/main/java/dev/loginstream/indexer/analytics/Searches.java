package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.opensearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.opensearch.client.ResponseException;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.rest_client.RestClientOptions;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Searches that end: in time, whole or not at all, and with an answer of bounded size.
 */
@Component
class Searches {

	/** More than any answer has that is asked for here; what is larger is not read. */
	private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

	private final OpenSearchAsyncClient openSearch;

	private final Duration timeout;

	private final Semaphore turns;

	// Deprecated with the transport that the starter makes.
	@SuppressWarnings("deprecation")
	Searches(OpenSearchTransport transport, AnalyticsProperties properties) {
		RestClientOptions.Builder options = RestClientOptions.builder();
		options.restClientRequestOptionsBuilder()
			.setHttpAsyncResponseConsumerFactory(new HeapBufferedResponseConsumerFactory(LONGEST_ANSWER));
		this.openSearch = new OpenSearchAsyncClient(transport, options.build());
		this.timeout = properties.timeout();
		this.turns = new Semaphore(properties.maxSearches(), true);
	}

	/**
	 * Searches.
	 * @param alias of the indices; while there is none, nothing is found
	 * @param query what to ask; by default ten documents without their source
	 * @return the whole answer
	 * @throws NoAnswerException if OpenSearch does not give it within the timeout
	 */
	Answer search(String alias, Consumer<SearchRequest.Builder> query) {
		String limit = this.timeout.toMillis() + "ms";
		SearchRequest.Builder request = new SearchRequest.Builder().index(alias)
			.ignoreUnavailable(true)
			.allowPartialSearchResults(false)
			.timeout(limit)
			// A shard looks at the timeout only now and then.
			.cancelAfterTimeInterval((time) -> time.time(limit))
			.trackTotalHits((track) -> track.enabled(false))
			.source((source) -> source.fetch(false));
		query.accept(request);
		return send(request.build());
	}

	private Answer send(SearchRequest request) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		try {
			if (!this.turns.tryAcquire(this.timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new NoAnswerException("too many searches at a time");
			}
			try {
				return await(this.openSearch.search(request, Void.class), deadline);
			}
			finally {
				this.turns.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NoAnswerException("interrupted");
		}
		catch (IOException ex) {
			throw new NoAnswerException(ex.getClass().getSimpleName());
		}
	}

	private static Answer await(CompletableFuture<SearchResponse<Void>> search, long deadline)
			throws InterruptedException {
		try {
			SearchResponse<Void> response = search.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (response.timedOut() || response.shards().failed() > 0) {
				throw new NoAnswerException("not all shards answered in time");
			}
			return new Answer(response);
		}
		catch (TimeoutException ex) {
			throw new NoAnswerException("timeout");
		}
		catch (ExecutionException ex) {
			throw failed(ex);
		}
		finally {
			// Ends the request, and with it the search in OpenSearch.
			search.cancel(true);
		}
	}

	private static RuntimeException failed(ExecutionException ex) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (cause instanceof OpenSearchException refused) {
			// What it says may quote the query.
			return (refused.status() == 400) ? refused
					: new NoAnswerException("status %d, %s".formatted(refused.status(), refused.error().type()));
		}
		if (cause instanceof ResponseException refused) {
			// By the security plugin, whose errors have another form.
			return new NoAnswerException("status %d".formatted(refused.getResponse().getStatusLine().getStatusCode()));
		}
		return new NoAnswerException(cause.getClass().getSimpleName());
	}

}
