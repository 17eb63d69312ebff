package dev.loginstream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import dev.loginstream.infrastructure.MeasuredSection;

/**
 * The tables of a run, and which goals it met.
 */
final class Report {

	private final List<String> goals = new ArrayList<>();

	private final List<String> tables = new ArrayList<>();

	private final String sizes;

	Report(Sizes sizes) {
		this.sizes = "%s: %d rounds, %,d events, %,d documents, %d s at each rate".formatted(
				sizes.equals(Sizes.FULL) ? "Full size" : "`--quick`", sizes.pairs(), sizes.events(), sizes.documents(),
				sizes.steady().toSeconds());
	}

	/**
	 * A goal that a figure must reach.
	 * @param what is measured
	 * @param figure median, least and greatest
	 * @param goal the least that is wanted
	 */
	void atLeast(String what, Spread figure, double goal) {
		goal(what, figure, "≥ " + plain(goal), figure.median() >= goal);
	}

	/**
	 * A goal that a figure must not exceed.
	 * @param what is measured, with its unit
	 * @param figure median, least and greatest
	 * @param goal the most that is wanted
	 */
	void atMost(String what, Spread figure, double goal) {
		goal(what, figure, "≤ " + plain(goal), figure.median() <= goal);
	}

	void atMost(String what, double figure, double goal) {
		atMost(what, Spread.of(DoubleStream.of(figure)), goal);
	}

	private void goal(String what, Spread figure, String goal, boolean met) {
		String row = "| %s | %.2f | %.2f to %.2f | %s | %s |".formatted(what, figure.median(), figure.least(),
				figure.greatest(), goal, met ? "yes" : "**no**");
		System.out.println("  " + row);
		this.goals.add(row);
	}

	private static String plain(double goal) {
		return (goal == Math.rint(goal)) ? String.valueOf((long) goal) : String.valueOf(goal);
	}

	/**
	 * What has no goal, or explains one.
	 * @param title of the table
	 * @param markdown the table
	 */
	void table(String title, String markdown) {
		this.tables.add("### " + title + "\n\n" + markdown.strip() + "\n");
	}

	@Override
	public String toString() {
		return """
				| measured | median | least to greatest | goal | met |
				| --- | ---: | ---: | ---: | --- |
				%s

				%s""".formatted(String.join("\n", this.goals), String.join("\n", this.tables));
	}

	void writeTo(Path document) throws IOException {
		new MeasuredSection(document, "./run bench").write(this.sizes, toString());
	}

}
