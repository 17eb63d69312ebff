package dev.loginstream.generator.realistic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Where users live: the US states, and other countries whose codes are not a state's.
 */
final class Regions {

	private final List<Region> all;

	/** Share of the users in this region and those before it. */
	private final double[] cumulative;

	private Regions(List<Region> all) {
		this.all = all;
		this.cumulative = new double[all.size()];
		double total = all.stream().mapToDouble(Region::weight).sum();
		double sum = 0;
		for (int i = 0; i < this.cumulative.length; i++) {
			sum += all.get(i).weight() / total;
			this.cumulative[i] = sum;
		}
	}

	static Regions load() {
		try (InputStream table = Objects.requireNonNull(Regions.class.getResourceAsStream("regions.csv"));
				BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
			return new Regions(reader.lines().filter((line) -> !line.startsWith("#")).map(Region::parse).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Region> all() {
		return this.all;
	}

	Region withCode(String code) {
		return this.all.stream().filter((region) -> region.code().equals(code)).findFirst().orElseThrow();
	}

	/** One of the regions, as often as its weight says. */
	Region pick(SplittableRandom random) {
		int found = Arrays.binarySearch(this.cumulative, random.nextDouble());
		// Sums of shares can end just below 1.
		return this.all.get(Math.min((found < 0) ? -found - 1 : found + 1, this.all.size() - 1));
	}

	/**
	 * Any region, however few live there, that is far away.
	 * @param from where from
	 * @param leastKm how far at least
	 * @param random to choose by
	 */
	Region pickFar(Region from, double leastKm, SplittableRandom random) {
		List<Region> far = this.all.stream().filter((region) -> region.distanceTo(from) >= leastKm).toList();
		return far.get(random.nextInt(far.size()));
	}

}
