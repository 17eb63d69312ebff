package dev.loginstream.infrastructure;

import java.time.Duration;
import java.util.List;

/**
 * Kafka brokers that hold each other's records, each a process of its own.
 *
 * @param bootstrapServers all of them, for clients
 * @param brokers the one with node id {@code n} at index {@code n - 1}
 */
public record KafkaCluster(String bootstrapServers, List<JvmProcess> brokers) implements AutoCloseable {

	/**
	 * Starts all brokers and returns at once. None gets ready alone: it waits for a
	 * majority to elect a controller.
	 * @return this
	 */
	public KafkaCluster start() {
		// Several brokers share one machine, on which the CPU time of a start is scarce.
		this.brokers.forEach((broker) -> broker.shortLived().start());
		return this;
	}

	/**
	 * Waits until every broker serves.
	 * @param timeout how long at most for each
	 * @return this
	 * @throws IllegalStateException if one ends instead, or the time is over
	 */
	public KafkaCluster awaitReady(Duration timeout) {
		this.brokers.forEach((broker) -> broker.awaitReady(timeout));
		return this;
	}

	/**
	 * The broker that Kafka knows by this id.
	 * @param nodeId from 1
	 * @return its process
	 */
	public JvmProcess broker(int nodeId) {
		return this.brokers.get(nodeId - 1);
	}

	/**
	 * Kills what still runs. Asked to end, the last would wait for the word of a
	 * controller when no majority is left to elect one: measured, longer than 90 s.
	 */
	@Override
	public void close() {
		this.brokers.stream().filter(JvmProcess::isAlive).forEach(JvmProcess::kill);
	}

}
