package dev.loginstream.infrastructure;

import java.util.List;
import java.util.stream.Stream;

/**
 * One node on the loopback interface that is broker and controller.
 *
 * @param id from 1
 * @param port for clients and other brokers
 * @param controllerPort for the other controllers
 */
record KafkaNode(int id, int port, int controllerPort) {

	String address() {
		return "localhost:" + this.port;
	}

	String controller() {
		return "localhost:" + this.controllerPort;
	}

	String voter() {
		return this.id + "@" + controller();
	}

	/**
	 * What this node is told beyond what all brokers have in common.
	 * @param nodes how many there are
	 * @param more settings
	 * @return {@code key=value} each
	 */
	List<String> settings(int nodes, String... more) {
		int replicas = Math.min(3, nodes);
		// One replica of three may be missing, and of two.
		int inSync = (replicas + 1) / 2;
		return Stream
			.concat(Stream.of("node.id=" + this.id, "listeners=BROKER://" + address() + ",CONTROLLER://" + controller(),
					"inter.broker.listener.name=BROKER",
					"listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
					"default.replication.factor=" + replicas, "min.insync.replicas=" + inSync,
					"offsets.topic.replication.factor=" + replicas,
					"transaction.state.log.replication.factor=" + replicas, "transaction.state.log.min.isr=" + inSync),
					Stream.of(more))
			.toList();
	}

}
