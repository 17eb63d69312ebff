package dev.loginstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loginstream.faults.Held.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy before OpenSearch that forwards everything as it is, except for bulk requests
 * of logins when told so. Where OpenSearch gives no answer, its client gets none either.
 */
final class FaultProxy implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FaultProxy.class);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final FaultDecisions decisions = new FaultDecisions();

	private final AtomicReference<Held> nextHeld = new AtomicReference<>();

	private final Queue<Held> everyHeld = new ConcurrentLinkedQueue<>();

	private final FaultProxyTarget target;

	private final HttpServer server;

	private volatile boolean withoutIds;

	FaultProxy(URI target) {
		this.target = new FaultProxyTarget(target);
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI uri() {
		InetSocketAddress address = this.server.getAddress();
		return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
	}

	/**
	 * Ends all faults from the next request on, except for documents that were refused:
	 * they remain so, as a document does that does not fit its mapping.
	 */
	void passThrough() {
		this.withoutIds = false;
		this.decisions.use(Faults.NONE, 0);
	}

	/**
	 * Injects faults by chance, from the next bulk request on. Which documents are
	 * refused depends on the seed alone; the rest also on the order of the requests.
	 * @param faults how likely each is
	 * @param seed of what is by chance
	 */
	void inject(Faults faults, long seed) {
		this.decisions.use(faults, seed);
	}

	/**
	 * Takes the ids out of bulk requests, so that OpenSearch makes some at random. A
	 * control: whatever finds duplicates must find them now. Goes together with faults.
	 */
	void withoutIds() {
		this.withoutIds = true;
	}

	/**
	 * Holds the next bulk request that gets to a moment, in place of an earlier hold that
	 * no request has got to.
	 * @param moment where to hold it
	 * @return to wait for the request, and to let it go
	 */
	Held holdNextBulk(Moment moment) {
		Held held = new Held(moment);
		this.everyHeld.add(held);
		this.nextHeld.set(held);
		return held;
	}

	/**
	 * Documents that are answered with 400 whenever they are sent, and that OpenSearch
	 * has never got.
	 * @return their ids
	 */
	Set<String> refused() {
		return this.decisions.refused();
	}

	/**
	 * How often each fault was injected.
	 * @return counts of what there was at least once; of a document that is sent again,
	 * each answer counts
	 */
	Map<Fault, Long> counts() {
		return this.decisions.counts();
	}

	private void handle(HttpExchange exchange) {
		// Without an answer, close() closes the connection.
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			boolean bulk = exchange.getRequestURI().getPath().endsWith("/_bulk") && !isOfRejected(body);
			(bulk ? bulk(exchange, body) : this.target.forward(exchange, body)).sendTo(exchange);
		}
		catch (IOException ex) {
			logger.debug("{} {} has no answer", exchange.getRequestMethod(), exchange.getRequestURI(), ex);
		}
		catch (RuntimeException ex) {
			logger.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), ex);
		}
	}

	// A login that is refused comes again among the rejected, under the same id.
	private static boolean isOfRejected(byte[] body) {
		String begin = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8);
		return begin.contains("\"_index\":\"rejected-user-login-index");
	}

	private FaultProxyAnswer bulk(HttpExchange exchange, byte[] body) throws IOException {
		BulkRequest request = BulkRequest.of(body);
		Optional<Fault> reset = this.decisions.ofRequest();
		resetIf(reset, Fault.RESET_BEFORE);
		Held before = held(Moment.BEFORE_ACCEPTED);
		before.hold();
		Map<Integer, Fault> faults = this.decisions.ofDocuments(request);
		FaultProxyAnswer answer;
		try {
			answer = (faults.isEmpty() && !this.withoutIds) ? this.target.forward(exchange, body)
					: forward(exchange, request.without(faults.keySet()));
		}
		finally {
			before.answered();
		}
		if (answer.status() != 200) {
			return answer;
		}
		BulkAnswer bulkAnswer = BulkAnswer.of(answer.body());
		if (bulkAnswer.hasAccepted()) {
			Held after = held(Moment.AFTER_ACCEPTED);
			after.answered();
			after.hold();
			resetIf(reset, Fault.RESET_AFTER);
		}
		this.decisions.count(faults.values());
		return faults.isEmpty() ? answer : answer.withBody(bulkAnswer.with(request, faults).toBytes());
	}

	private FaultProxyAnswer forward(HttpExchange exchange, BulkRequest request) throws IOException {
		if (request.items().isEmpty()) {
			return FaultProxyAnswer.json("{\"items\":[]}".getBytes(StandardCharsets.UTF_8));
		}
		BulkRequest sent = this.withoutIds ? request.withoutIds() : request;
		return this.target.forward(exchange, sent.toBytes());
	}

	private void resetIf(Optional<Fault> decided, Fault now) throws IOException {
		if (decided.filter(now::equals).isPresent()) {
			this.decisions.count(now);
			throw new IOException(now.toString());
		}
	}

	private Held held(Moment moment) {
		Held next = this.nextHeld.get();
		if (next != null && next.moment() == moment && this.nextHeld.compareAndSet(next, null)) {
			return next;
		}
		Held none = new Held(moment);
		none.release();
		return none;
	}

	/** Drops what is held: what OpenSearch has not got by now, it never gets. */
	@Override
	public void close() {
		this.everyHeld.forEach(Held::drop);
		this.server.stop(0);
		this.target.close();
		this.threads.close();
	}

}
