package dev.loginstream.benchmarks;

import java.util.ArrayList;
import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * Topics with events in them, each filled when it is first asked for.
 */
final class Backlogs {

	private final Servers servers;

	private final long events;

	private final List<String> filled = new ArrayList<>();

	Backlogs(Servers servers, Sizes sizes) {
		this.servers = servers;
		this.events = sizes.events() + sizes.eventsToWarmUp();
	}

	/** A topic of {@code UserLogin} values. */
	String unprocessed() throws Exception {
		String topic = "unprocessed";
		if (isNew(topic)) {
			fill(this.servers.service(LoginService.GENERATOR, "--login.generator.rate=0",
					"--login.generator.topic=" + topic, "--login.generator.count=" + this.events),
					this.servers.kafka().written(topic));
		}
		return topic;
	}

	/** A topic of {@code ProcessedUserLogin} values. */
	String processed() throws Exception {
		String topic = "processed";
		String from = unprocessed();
		if (isNew(topic)) {
			this.servers.kafka().deleteGroup("login-processor");
			fill(this.servers.service(LoginService.PROCESSOR, "--login.processor.input-topic=" + from,
					"--login.processor.output-topic=" + topic), this.servers.kafka().committed("login-processor"));
		}
		return topic;
	}

	private boolean isNew(String topic) throws Exception {
		if (this.filled.contains(topic)) {
			return false;
		}
		this.filled.add(topic);
		this.servers.kafka().createTopic(topic);
		System.out.printf("  Filling a topic: %,d events, %s%n", this.events, topic);
		return true;
	}

	private void fill(JvmProcess service, Work work) throws Exception {
		try (service) {
			this.servers.stopwatch().await(service.start(), work, this.events);
		}
	}

}
