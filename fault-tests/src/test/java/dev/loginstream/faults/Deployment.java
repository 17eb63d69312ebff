package dev.loginstream.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/**
 * Instances of the services on some broker and some node.
 */
final class Deployment implements AutoCloseable {

	static final Duration LONGEST_START = Duration.ofSeconds(120);

	private static final List<String> OUTPUTS = List.of("processed-user-login", "user-login-dlt");

	private final Path directory;

	private final String bootstrapServers;

	private final URI openSearch;

	private final Map<String, Running> running = new LinkedHashMap<>();

	Deployment(Path directory, String bootstrapServers, URI openSearch) throws Exception {
		this.directory = directory;
		this.bootstrapServers = bootstrapServers;
		this.openSearch = openSearch;
		try (Admin admin = admin()) {
			// As the generator makes it, which does not run here; and as the broker does,
			// but compacted at once (KafkaBroker says why).
			admin
				.createTopics(List.of(
						new NewTopic(Load.TOPIC, 6, (short) -1).configs(Map.of("max.message.bytes",
								String.valueOf(2 << 20), "message.timestamp.type", "LogAppendTime")),
						new NewTopic("__consumer_offsets", 4, (short) -1)
							.configs(Map.of("cleanup.policy", "compact", "segment.ms", "5000"))))
				.all()
				.get(60, TimeUnit.SECONDS);
		}
	}

	String bootstrapServers() {
		return this.bootstrapServers;
	}

	Index index() {
		return new Index(this.openSearch);
	}

	/**
	 * Sees to it that just these instances run, and waits until they are ready. One that
	 * runs as it should is left alone.
	 * @param instances all that are to run
	 * @return them, in the same order
	 */
	List<Running> deploy(Instance... instances) {
		List<Instance> wanted = List.of(instances);
		List<Running> surplus = this.running.values()
			.stream()
			.filter((each) -> !wanted.contains(each.instance()) || !each.process().isAlive())
			.toList();
		surplus.forEach((each) -> each.process().terminate());
		surplus.forEach((each) -> each.process().close());
		surplus.forEach((each) -> this.running.remove(each.instance().name()));
		wanted.stream()
			.filter((each) -> !this.running.containsKey(each.name()))
			.map((each) -> each.in(this.directory, defaults(each)))
			.forEach((each) -> {
				each.process().shortLived().start();
				this.running.put(each.instance().name(), each);
			});
		List<Running> deployed = wanted.stream().map((each) -> this.running.get(each.name())).toList();
		deployed.forEach((each) -> each.process().awaitReady(LONGEST_START));
		awaitTopics();
		return deployed;
	}

	private Map<String, String> defaults(Instance instance) {
		Map<String, String> defaults = new LinkedHashMap<>();
		defaults.put("spring.kafka.bootstrap-servers", this.bootstrapServers);
		// What is killed is missed sooner, so that there is time for more.
		int session = Size.of(2000, 6000);
		defaults.put("spring.kafka.consumer.properties.session.timeout.ms", String.valueOf(session));
		defaults.put("spring.kafka.consumer.heartbeat-interval", session / 4 + "ms");
		defaults.put("spring.kafka.producer.properties.transaction.timeout.ms",
				String.valueOf(Size.of(10_000, 30_000)));
		// And what is idle is known to be so.
		defaults.put("spring.kafka.listener.idle-event-interval", "200ms");
		defaults.put("spring.kafka.listener.poll-timeout", "200ms");
		if (instance.service() == LoginService.INDEXER) {
			defaults.put("opensearch.uris", this.openSearch.toString());
			defaults.put("login.indexer.index.replicas", "0");
		}
		return defaults;
	}

	private void awaitTopics() {
		try (Admin admin = admin()) {
			Awaitility.await()
				.atMost(LONGEST_START)
				.until(() -> admin.listTopics().names().get(10, TimeUnit.SECONDS).containsAll(OUTPUTS));
		}
	}

	private Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", this.bootstrapServers));
	}

	@Override
	public void close() {
		this.running.values().stream().map(Running::process).forEach(JvmProcess::terminate);
		this.running.values().stream().map(Running::process).forEach(JvmProcess::close);
	}

}
