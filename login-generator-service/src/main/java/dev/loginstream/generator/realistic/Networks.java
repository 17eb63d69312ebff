package dev.loginstream.generator.realistic;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * IPv4 networks of 256 addresses, by number: those of homes, each in one region, and
 * behind them those of data centres.
 */
final class Networks {

	private static final int USERS_BY_NETWORK = 2;

	/** Where a few users live, they should not all be neighbours. */
	private static final int FEWEST_IN_A_REGION = 4;

	/** Ranges that are private or reserved begin with these. */
	private static final Set<Integer> NOT_PUBLIC = Set.of(10, 100, 127, 169, 172, 192, 198, 203);

	private static final int[] FIRST_OCTETS = IntStream.range(1, 224)
		.filter((octet) -> !NOT_PUBLIC.contains(octet))
		.toArray();

	private static final int SPACE = FIRST_OCTETS.length << 16;

	/**
	 * Has no divisor in common with the space, so that each number has its own prefix.
	 */
	private static final long STEP = 10_000_019;

	private final Map<String, Range> byRegion = new HashMap<>();

	private final int homes;

	Networks(Regions regions, int users) {
		double total = regions.all().stream().mapToDouble(Region::weight).sum();
		int first = 0;
		for (Region region : regions.all()) {
			int share = (int) (users * region.weight() / total / USERS_BY_NETWORK);
			Range range = new Range(first, Math.max(FEWEST_IN_A_REGION, share));
			this.byRegion.put(region.code(), range);
			first += range.count();
		}
		this.homes = first;
	}

	/** A network of homes in the region. */
	int home(Region region, SplittableRandom random) {
		Range range = Objects.requireNonNull(this.byRegion.get(region.code()));
		return range.first() + random.nextInt(range.count());
	}

	/** A network in which nobody lives. */
	int dataCentre(SplittableRandom random) {
		return this.homes + random.nextInt(SPACE - this.homes);
	}

	/** One of the addresses in a network. */
	static String address(int network, SplittableRandom random) {
		int prefix = (int) (network * STEP % SPACE);
		return FIRST_OCTETS[prefix >> 16] + "." + (prefix >> 8 & 255) + "." + (prefix & 255) + "."
				+ random.nextInt(1, 255);
	}

	private record Range(int first, int count) {
	}

}
