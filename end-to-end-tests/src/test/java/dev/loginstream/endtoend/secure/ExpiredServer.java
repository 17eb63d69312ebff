package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/**
 * An HTTPS server whose certificate has expired, in place of OpenSearch, which does not
 * start with such a one.
 */
final class ExpiredServer implements AutoCloseable {

	private final AtomicInteger requests = new AtomicInteger();

	private final HttpsServer server;

	ExpiredServer(Credentials expired) throws IOException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(expired.context()));
		this.server.createContext("/", (exchange) -> {
			this.requests.incrementAndGet();
			exchange.close();
		});
		this.server.start();
	}

	URI uri() {
		return URI.create("https://localhost:" + this.server.getAddress().getPort());
	}

	/** How many came through in spite of the certificate. */
	int requests() {
		return this.requests.get();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
