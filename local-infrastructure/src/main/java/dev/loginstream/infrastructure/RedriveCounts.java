package dev.loginstream.infrastructure;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the dead letters.
 */
final class RedriveCounts {

	private final Map<String, Long> redriven = new TreeMap<>();

	private final Map<String, Long> before = new TreeMap<>();

	private final Map<String, Long> obstacles = new TreeMap<>();

	private long read;

	private long foreign;

	void addRead() {
		this.read++;
	}

	void addForeign() {
		this.foreign++;
	}

	void addRedriven(DeadLetter letter) {
		this.redriven.merge(letter.reason(), 1L, Long::sum);
	}

	void addRedrivenBefore(DeadLetter letter) {
		this.before.merge(letter.reason(), 1L, Long::sum);
	}

	void addNotRedrivable(String obstacle) {
		this.obstacles.merge(obstacle, 1L, Long::sum);
	}

	long read() {
		return this.read;
	}

	long redriven() {
		return sum(this.redriven);
	}

	/**
	 * One line each.
	 * @param done what redriven letters are called: they may only be going to be
	 */
	String table(String done) {
		StringBuilder table = new StringBuilder();
		row(table, "read", this.read, Map.of());
		row(table, "not written by our services", this.foreign, Map.of());
		row(table, "selected", sum(this.redriven) + sum(this.before) + sum(this.obstacles), Map.of());
		row(table, "  " + done, sum(this.redriven), this.redriven);
		row(table, "  redriven before", sum(this.before), this.before);
		row(table, "  not redrivable", sum(this.obstacles), this.obstacles);
		return table.toString();
	}

	private static long sum(Map<String, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

	private static void row(StringBuilder table, String name, long count, Map<String, Long> parts) {
		String remark = parts.entrySet()
			.stream()
			.map((part) -> part.getKey() + ": %,d".formatted(part.getValue()))
			.collect(Collectors.joining("; "));
		table.append("  %-28s %,12d  %s".formatted(name, count, remark).stripTrailing()).append('\n');
	}

}
