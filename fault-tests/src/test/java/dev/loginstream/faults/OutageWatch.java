package dev.loginstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What services must be while something that they depend on is gone: alive, ready, honest
 * about it, and of the same size.
 */
final class OutageWatch {

	/** What consumers may fetch ahead, 4 MiB for each of six partitions, and a batch. */
	private static final long MOST_GROWTH = 32L << 20;

	private static final Duration RESTART_BUDGET = Duration.ofSeconds(5);

	private final List<Running> services;

	private final List<Long> before = new ArrayList<>();

	private final List<Long> after = new ArrayList<>();

	OutageWatch(List<Running> services) {
		this.services = services;
	}

	/** Looks at the services until the outage has taken so long. */
	void watch(int seconds) throws IOException {
		long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
		awaitReported();
		measure(this.before);
		Awaitility.await()
			.atMost(Duration.ofSeconds(2L * seconds + 60))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> {
				for (Running service : this.services) {
					assertThat(service.health("liveness")).as("liveness of %s", service.instance().name())
						.isEqualTo(200);
					assertThat(service.health("readiness")).as("readiness of %s", service.instance().name())
						.isEqualTo(200);
				}
				return System.nanoTime() > end;
			});
		awaitReported();
		measure(this.after);
	}

	private void awaitReported() {
		for (Running service : this.services) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(200))
				.until(() -> service.health("dependencies") == 503);
		}
	}

	private void measure(List<Long> heaps) throws IOException {
		for (Running service : this.services) {
			heaps.add(service.liveHeap());
		}
	}

	/** Demands that memory was flat and that work went on in time. */
	void report(Scenario scenario, Report report, String outage) {
		for (int i = 0; i < this.services.size(); i++) {
			String name = this.services.get(i).instance().service().name().toLowerCase(Locale.ROOT);
			report.remark("%s: live heap of the %s %.1f MiB at its begin, %.1f MiB at its end.", outage, name,
					this.before.get(i) / 1048576.0, this.after.get(i) / 1048576.0);
			assertThat(this.after.get(i) - this.before.get(i)).as("growth of the %s in bytes", name)
				.isLessThan(MOST_GROWTH);
		}
		assertThat(scenario.progress().longestRecovery()).isLessThan(RESTART_BUDGET);
	}

}
