package dev.loginstream.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * Main class of a broker's process: a node that is broker and controller (KRaft).
 */
final class KafkaBroker {

	private KafkaBroker() {
	}

	/**
	 * Runs until the process is told to end.
	 * @param args data directory, id of the cluster, and the settings of this node, each
	 * {@code key=value}
	 * @throws Exception if the broker cannot start
	 */
	static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		Properties properties = properties(directory);
		Arrays.stream(args)
			.skip(2)
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> properties.put(setting[0], setting[1]));
		format(directory, args[1], properties);
		KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
		Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
		server.startup();
		ReadyFile.in(directory).create();
		server.awaitShutdown();
	}

	private static Properties properties(Path directory) {
		Properties properties = new Properties();
		properties.put("process.roles", "broker,controller");
		properties.put("controller.listener.names", "CONTROLLER");
		properties.put("log.dirs", directory.resolve("data").toString());
		// On one machine, neither the default 50 partitions are needed nor three seconds
		// for members to gather.
		properties.put("offsets.topic.num.partitions", "4");
		properties.put("transaction.state.log.num.partitions", "4");
		properties.put("group.initial.rebalance.delay.ms", "0");
		// A node that was killed loads its groups twice when it is back, and goes on with
		// half of them if the first load ends during the second (CoordinatorRuntime.load
		// of 4.2.1 and 4.3.1 does not look whose end it is). So the load is kept small.
		properties.put("offsets.topic.segment.bytes", "1048576");
		properties.put("log.cleaner.backoff.ms", "1000");
		properties.put("log.cleaner.delete.retention.ms", "1000");
		// Lets consumers be missed sooner than after the 6 s that are the least by
		// default.
		properties.put("group.min.session.timeout.ms", "1000");
		// The services create their topics with the settings they need.
		properties.put("auto.create.topics.enable", "false");
		// After a SIGKILL the broker waits for its own old session to expire, and clients
		// for new leaders: 9 s by default.
		properties.put("broker.session.timeout.ms", "3000");
		properties.put("broker.heartbeat.interval.ms", "500");
		return properties;
	}

	private static void format(Path directory, String clusterId, Properties properties) throws Exception {
		Path file = directory.resolve("server.properties");
		Files.createDirectories(directory);
		try (var writer = Files.newBufferedWriter(file)) {
			properties.store(writer, null);
		}
		if (Files.notExists(directory.resolve("data/meta.properties"))) {
			List<String> command = new ArrayList<>(
					List.of("format", "--cluster-id", clusterId, "--config", file.toString()));
			// A node that is told of no other voters is the only one.
			if (!properties.containsKey("controller.quorum.voters")) {
				command.add("--standalone");
			}
			StorageTool.execute(command.toArray(String[]::new), System.out);
		}
	}

}
