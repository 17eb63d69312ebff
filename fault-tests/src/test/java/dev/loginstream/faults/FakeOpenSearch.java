package dev.loginstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that creates every document of a bulk request, and finds nothing else.
 */
final class FakeOpenSearch implements AutoCloseable {

	static final String NOT_FOUND = "{\"found\":\"é\"}";

	private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	FakeOpenSearch() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	List<Received> received() {
		return this.received;
	}

	List<String> ids() {
		return this.received.stream()
			.flatMap((request) -> ID.matcher(request.body()).results())
			.map((id) -> id.group(1))
			.toList();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI(),
					exchange.getRequestHeaders(), body));
			boolean bulk = exchange.getRequestURI().getPath().equals("/_bulk");
			byte[] answer = (bulk ? created(body) : NOT_FOUND).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Warning", "299 fake");
			if (exchange.getRequestMethod().equals("HEAD")) {
				exchange.getResponseHeaders().add("Content-Length", "" + answer.length);
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			exchange.sendResponseHeaders(bulk ? 200 : 404, answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

	private static String created(String body) {
		int documents = (int) body.lines().count() / 2;
		return "{\"items\":[" + String.join(",", Collections.nCopies(documents, "{\"create\":{\"status\":201}}"))
				+ "]}";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	record Received(String method, URI uri, Headers headers, String body) {
	}

}
