package dev.loginstream.infrastructure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kafka's own command-line tools, by the names of the scripts in its distribution.
 */
final class KafkaTools {

	private static final Map<String, String> MAIN_CLASSES = new TreeMap<>(Map.of(//
			"kafka-configs", "kafka.admin.ConfigCommand", //
			"kafka-console-consumer", "org.apache.kafka.tools.consumer.ConsoleConsumer", //
			"kafka-console-producer", "org.apache.kafka.tools.ConsoleProducer", //
			"kafka-consumer-groups", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand", //
			"kafka-get-offsets", "org.apache.kafka.tools.GetOffsetShell", //
			"kafka-topics", "org.apache.kafka.tools.TopicCommand", //
			"kafka-transactions", "org.apache.kafka.tools.TransactionsCommand"));

	private KafkaTools() {
	}

	static Iterable<String> names() {
		return MAIN_CLASSES.keySet();
	}

	static boolean has(String name) {
		return MAIN_CLASSES.containsKey(name);
	}

	/**
	 * Runs a tool in this process, on the local broker unless another is named.
	 * @param args the tool's name and its arguments
	 * @throws ReflectiveOperationException if the tool throws
	 */
	static void run(String... args) throws ReflectiveOperationException {
		List<String> arguments = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
		if (!arguments.contains("--bootstrap-server")) {
			arguments.addAll(0, List.of("--bootstrap-server", "localhost:" + Pipeline.KAFKA_PORT));
		}
		Class.forName(MAIN_CLASSES.get(args[0]))
			.getMethod("main", String[].class)
			.invoke(null, (Object) arguments.toArray(String[]::new));
	}

}
