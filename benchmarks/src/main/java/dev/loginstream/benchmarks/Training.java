package dev.loginstream.benchmarks;

import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;

/**
 * Runs the pipeline for a moment: the services leave their ahead-of-time caches, which
 * {@code ./run} and the images have too, and the servers have compiled what they need.
 *
 * @param servers that nothing else uses meanwhile
 */
record Training(Servers servers) {

	private static final long EVENTS = 100_000;

	void run() throws Exception {
		List<JvmProcess> services = List.of(
				this.servers.service(LoginService.GENERATOR, "--login.generator.rate=0",
						"--login.generator.count=" + EVENTS),
				this.servers.service(LoginService.PROCESSOR), this.servers.service(LoginService.INDEXER));
		services.forEach((service) -> service.trainingCache().start());
		this.servers.stopwatch().await(services.getLast(), this.servers.openSearch()::indexed, EVENTS);
		services.forEach(JvmProcess::terminate);
		services.forEach(JvmProcess::close);
		this.servers.reset();
	}

}
