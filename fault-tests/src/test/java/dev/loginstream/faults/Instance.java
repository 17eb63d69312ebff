package dev.loginstream.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import dev.loginstream.infrastructure.LoginService;

/**
 * One instance of a service, as it is to run.
 *
 * @param service which
 * @param name by which it is known, and its transactions
 * @param main class that starts it instead of its own: a control
 * @param settings beside those of every instance
 */
record Instance(LoginService service, String name, Class<?> main, Map<String, String> settings) {

	static Instance processor(int number) {
		return new Instance(LoginService.PROCESSOR, "p" + number, null, Map.of());
	}

	static Instance indexer(int number) {
		return new Instance(LoginService.INDEXER, "i" + number, null, Map.of());
	}

	static Instance generator() {
		return new Instance(LoginService.GENERATOR, "g1", null, Map.of());
	}

	/** Is no longer a member of its group when it has not polled for so long. */
	Instance polling(Duration longestPoll) {
		return with("spring.kafka.consumer.properties.max.poll.interval.ms", longestPoll.toMillis());
	}

	Instance with(String setting, Object value) {
		Map<String, String> more = new LinkedHashMap<>(this.settings);
		more.put(setting, value.toString());
		return new Instance(this.service, this.name, this.main, more);
	}

	/** Reaches OpenSearch at another address. */
	Instance through(URI openSearch) {
		return with("opensearch.uris", openSearch);
	}

	/** Started by the main class of a control. */
	Instance startedBy(Class<?> control) {
		return new Instance(this.service, this.name, control, this.settings);
	}

	/**
	 * Describes its process, not yet started.
	 * @param directory of the deployment
	 * @param defaults settings of every instance
	 */
	Running in(Path directory, Map<String, String> defaults) {
		Map<String, String> all = new LinkedHashMap<>(defaults);
		all.put("login." + this.service.name().toLowerCase(Locale.ROOT) + ".instance", this.name);
		all.putAll(this.settings);
		List<String> arguments = all.entrySet().stream().map((setting) -> "--" + setting).toList();
		Path own = directory.resolve(this.name);
		int port = LocalServers.freePort();
		JvmProcess process = (this.main == null) ? this.service.on(own, port, () -> arguments)
				: this.service.startedBy(this.main, own, port, () -> arguments);
		return new Running(this, process, port);
	}

}
