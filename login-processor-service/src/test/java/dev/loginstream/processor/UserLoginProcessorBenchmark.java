package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One event at a time, out of many, so that no branch is always the same. Run by
 * {@code ./run bench --only function}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UserLoginProcessorBenchmark {

	private static final int EVENTS = 1 << 12;

	private final UserLoginProcessor processor = new UserLoginProcessor(InstantSource.system(), Duration.ofDays(1));

	private final byte[][] events;

	private int next;

	public UserLoginProcessorBenchmark() {
		SplittableRandom random = new SplittableRandom(1);
		this.events = IntStream.range(0, EVENTS)
			.mapToObj((i) -> event(random).getBytes(StandardCharsets.UTF_8))
			.toArray(byte[][]::new);
	}

	@Benchmark
	public Object process() {
		return this.processor.process(this.events[this.next++ & (EVENTS - 1)]);
	}

	// As foreign producers send them: one in twenty without a device_type.
	private static String event(SplittableRandom random) {
		return """
				{"user_id":"%s","app_version":"2.3.0","ip":"%d.%d.%d.%d","locale":"RI","device_id":"%s","timestamp":%d%s}"""
			.formatted(uuid(random), random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256),
					uuid(random), 1720576825 + random.nextInt(1 << 25),
					(random.nextInt(20) == 0) ? "" : ",\"device_type\":\"iOS\"");
	}

	private static UUID uuid(SplittableRandom random) {
		return new UUID(random.nextLong(), random.nextLong());
	}

}
