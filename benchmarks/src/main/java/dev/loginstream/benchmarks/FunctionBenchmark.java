package dev.loginstream.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loginstream.benchmarks.Bench.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code UserLoginProcessor} alone, by JMH. The benchmark stands beside its tests, since
 * the class is not public.
 */
final class FunctionBenchmark implements Part {

	private static final String BENCHMARK = "dev.loginstream.processor.UserLoginProcessorBenchmark";

	@Override
	public void run(Lab lab) throws Exception {
		Path target = Path.of("login-processor-service", "target").toAbsolutePath();
		Path result = Path.of(".local", "bench", "function.json").toAbsolutePath();
		String classPath = String.join(File.pathSeparator, target.resolve("test-classes").toString(),
				target.resolve("classes").toString(), target.resolve("extracted/lib/*").toString(),
				System.getProperty("java.class.path"));
		Process jmh = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath,
				"org.openjdk.jmh.Main", BENCHMARK, "-prof", "gc", "-rf", "json", "-rff", result.toString(), "-f", "1",
				"-wi", "5", "-w", "1", "-i", String.valueOf(lab.sizes().pairs()), "-r", "2", "-jvmArgs",
				"-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m")
			.redirectErrorStream(true)
			.redirectOutput(Path.of(".local", "bench", "logs", "jmh.log").toFile())
			.start();
		if (jmh.waitFor() != 0) {
			throw new IllegalStateException("JMH failed, see .local/bench/logs/jmh.log");
		}
		JsonNode figures = JsonMapper.shared().readTree(Files.readAllBytes(result)).get(0);
		lab.report().atMost("UserLoginProcessor, ns an event", spread(figures.at("/primaryMetric/rawData/0")), 1500);
		lab.report()
			.atMost("UserLoginProcessor, bytes allocated an event",
					spread(figures.at("/secondaryMetrics/gc.alloc.rate.norm/rawData/0")), 1500);
	}

	private static Spread spread(JsonNode iterations) {
		return Spread.of(iterations.valueStream().mapToDouble(JsonNode::asDouble));
	}

}
