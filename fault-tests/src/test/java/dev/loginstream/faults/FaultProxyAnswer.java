package dev.loginstream.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;

/**
 * What a client gets.
 */
record FaultProxyAnswer(int status, Map<String, List<String>> headers, byte[] body) {

	// The server writes its own.
	private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "date", "keep-alive",
			"transfer-encoding");

	static FaultProxyAnswer of(HttpResponse<byte[]> response) {
		return new FaultProxyAnswer(response.statusCode(), response.headers().map(), response.body());
	}

	static FaultProxyAnswer json(byte[] body) {
		return new FaultProxyAnswer(200, Map.of("content-type", List.of("application/json; charset=UTF-8")), body);
	}

	FaultProxyAnswer withBody(byte[] body) {
		return new FaultProxyAnswer(this.status, this.headers, body);
	}

	void sendTo(HttpExchange exchange) throws IOException {
		this.headers.forEach((name, values) -> {
			// The answer to a HEAD request has a length and no body.
			boolean length = name.equalsIgnoreCase("content-length") && exchange.getRequestMethod().equals("HEAD");
			if (length || !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				exchange.getResponseHeaders().put(name, values);
			}
		});
		if (this.body.length == 0) {
			exchange.sendResponseHeaders(this.status, -1);
			return;
		}
		exchange.sendResponseHeaders(this.status, this.body.length);
		exchange.getResponseBody().write(this.body);
	}

}
