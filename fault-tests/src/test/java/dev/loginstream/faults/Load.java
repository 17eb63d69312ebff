package dev.loginstream.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at a steady rate until it is told to end, as a well-behaved producer does:
 * idempotent, and trying without end.
 */
final class Load implements AutoCloseable {

	static final String TOPIC = "user-login";

	/** How old an event says to be: more than Kafka keeps records by default. */
	private static final Duration AGE = Duration.ofDays(30);

	private static final Map<String, Object> PATIENT = Map.of("acks", "all", "enable.idempotence", true,
			"delivery.timeout.ms", Integer.MAX_VALUE, "max.block.ms", Long.MAX_VALUE, "request.timeout.ms", 5000,
			"linger.ms", 5, "compression.type", "lz4", "max.request.size", 2 << 20, "reconnect.backoff.max.ms", 200);

	/** So little that an outage soon blocks the sender. */
	private static final long BUFFER = 4 << 20;

	private final Events events;

	private final Ledger ledger = new Ledger();

	private final KafkaProducer<byte[], byte[]> producer;

	private final long nanosBetween;

	private final Thread thread;

	private volatile int sent;

	private volatile int end = Integer.MAX_VALUE;

	Load(String bootstrapServers, Events events, int rate) {
		this.events = events;
		this.producer = new KafkaProducer<>(settings(bootstrapServers), new ByteArraySerializer(),
				new ByteArraySerializer());
		this.nanosBetween = 1_000_000_000L / rate;
		this.thread = Thread.ofPlatform().daemon().name("load").start(this::send);
	}

	private static Map<String, Object> settings(String bootstrapServers) {
		Map<String, Object> settings = new HashMap<>(PATIENT);
		settings.put("bootstrap.servers", bootstrapServers);
		settings.put("buffer.memory", BUFFER);
		return settings;
	}

	private void send() {
		long due = System.nanoTime();
		while (this.sent < this.end && !Thread.currentThread().isInterrupted()) {
			int number = this.sent;
			Event event = this.events.at(number);
			this.producer.send(
					new ProducerRecord<>(TOPIC, null, System.currentTimeMillis() - AGE.toMillis(),
							event.key().getBytes(StandardCharsets.UTF_8), event.value()),
					(where, failure) -> this.ledger.record(number, where, failure));
			this.sent = number + 1;
			// After an outage the rate goes on; it does not catch up.
			due = Math.max(due + this.nanosBetween, System.nanoTime() - 100 * this.nanosBetween);
			LockSupport.parkNanos(due - System.nanoTime());
		}
	}

	int sent() {
		return this.sent;
	}

	Events events() {
		return this.events;
	}

	Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Goes on until so many events were sent, and waits until all are acknowledged.
	 * @param events how many at least
	 */
	void finish(int events) throws InterruptedException {
		this.end = Math.max(events, this.sent + 1);
		this.thread.join();
		this.producer.flush();
	}

	@Override
	public void close() {
		this.thread.interrupt();
		this.producer.close(Duration.ZERO);
	}

}
