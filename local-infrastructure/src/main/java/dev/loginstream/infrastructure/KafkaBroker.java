package dev.loginstream.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Main class of the broker's process: one node that is broker and controller (KRaft).
 */
final class KafkaBroker {

	private KafkaBroker() {
	}

	/**
	 * Runs until the process is told to end.
	 * @param args data directory, port for clients, port for the controller
	 * @throws Exception if the broker cannot start
	 */
	static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		Properties properties = properties(directory, args[1], args[2]);
		format(directory, properties);
		KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
		Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
		server.startup();
		ReadyFile.in(directory).create();
		server.awaitShutdown();
	}

	private static Properties properties(Path directory, String port, String controllerPort) {
		Properties properties = new Properties();
		properties.put("process.roles", "broker,controller");
		properties.put("node.id", "1");
		properties.put("controller.quorum.bootstrap.servers", "localhost:" + controllerPort);
		properties.put("controller.listener.names", "CONTROLLER");
		properties.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
		properties.put("log.dirs", directory.resolve("data").toString());
		properties.put("offsets.topic.replication.factor", "1");
		properties.put("transaction.state.log.replication.factor", "1");
		properties.put("transaction.state.log.min.isr", "1");
		// One node needs neither the default 50 partitions nor three seconds for members
		// to gather.
		properties.put("offsets.topic.num.partitions", "4");
		properties.put("transaction.state.log.num.partitions", "4");
		properties.put("group.initial.rebalance.delay.ms", "0");
		// The services create their topics with the settings they need.
		properties.put("auto.create.topics.enable", "false");
		// After a SIGKILL the broker waits for its own old session to expire: 9 s by
		// default.
		properties.put("broker.session.timeout.ms", "3000");
		properties.put("broker.heartbeat.interval.ms", "500");
		return properties;
	}

	private static void format(Path directory, Properties properties) throws Exception {
		Path file = directory.resolve("server.properties");
		Files.createDirectories(directory);
		try (var writer = Files.newBufferedWriter(file)) {
			properties.store(writer, null);
		}
		if (Files.notExists(directory.resolve("data/meta.properties"))) {
			StorageTool.execute(new String[] { "format", "--cluster-id", Uuid.randomUuid().toString(), "--config",
					file.toString(), "--standalone" }, System.out);
		}
	}

}
