package dev.loginstream.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;

/**
 * The server that a proxy stands before.
 */
final class FaultProxyTarget implements AutoCloseable {

	// The client writes its own, except for the encoding: the proxy has to read answers.
	private static final Set<String> NOT_FORWARDED = Set.of("accept-encoding", "connection", "content-length", "expect",
			"host", "http2-settings", "keep-alive", "te", "transfer-encoding", "upgrade");

	private final URI uri;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	FaultProxyTarget(URI uri) {
		this.uri = uri;
	}

	FaultProxyAnswer forward(HttpExchange exchange, byte[] body) throws IOException {
		BodyPublisher content = (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri.resolve(exchange.getRequestURI()))
			.method(exchange.getRequestMethod(), content);
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		try {
			return FaultProxyAnswer.of(this.client.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.client.close();
	}

}
