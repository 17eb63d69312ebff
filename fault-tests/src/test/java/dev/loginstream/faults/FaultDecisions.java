package dev.loginstream.faults;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Decides which faults there are, and remembers what must not be decided twice.
 */
final class FaultDecisions {

	private final Set<String> refused = new HashSet<>();

	private final Set<String> forwarded = new HashSet<>();

	private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

	private Faults faults = Faults.NONE;

	private long seed;

	private Random random = new Random(0);

	synchronized void use(Faults faults, long seed) {
		this.faults = faults;
		this.seed = seed;
		this.random = new Random(seed);
	}

	synchronized Optional<Fault> ofRequest() {
		double chance = this.random.nextDouble();
		return either(chance, this.faults.resetBefore(), Fault.RESET_BEFORE, this.faults.resetAfter(),
				Fault.RESET_AFTER);
	}

	/**
	 * Decides on each document.
	 * @param request as it came
	 * @return faults by position; the other documents are to be forwarded
	 */
	synchronized Map<Integer, Fault> ofDocuments(BulkRequest request) {
		Map<Integer, Fault> decided = new TreeMap<>();
		for (int i = 0; i < request.items().size(); i++) {
			int position = i;
			Optional<String> id = request.items().get(i).id();
			ofDocument(id).ifPresentOrElse((fault) -> decided.put(position, fault),
					() -> id.ifPresent(this.forwarded::add));
		}
		return decided;
	}

	private Optional<Fault> ofDocument(Optional<String> id) {
		double chance = this.random.nextDouble();
		if (id.filter(this::isRefused).isPresent()) {
			return Optional.of(Fault.REFUSED);
		}
		return either(chance, this.faults.tooManyRequests(), Fault.TOO_MANY_REQUESTS, this.faults.unavailable(),
				Fault.UNAVAILABLE);
	}

	// Whatever was forwarded may be in OpenSearch, even if no answer came. The draw
	// depends on nothing but seed and id, so it is the same in whatever order requests
	// come.
	private boolean isRefused(String id) {
		if (this.refused.contains(id)) {
			return true;
		}
		return !this.forwarded.contains(id)
				&& new SplittableRandom(this.seed + id.hashCode()).nextDouble() < this.faults.refused()
				&& this.refused.add(id);
	}

	private static Optional<Fault> either(double chance, double firstShare, Fault first, double secondShare,
			Fault second) {
		if (chance < firstShare) {
			return Optional.of(first);
		}
		return (chance < firstShare + secondShare) ? Optional.of(second) : Optional.empty();
	}

	void count(Fault fault) {
		count(List.of(fault));
	}

	synchronized void count(Collection<Fault> injected) {
		injected.forEach((fault) -> this.counts.merge(fault, 1L, Long::sum));
	}

	synchronized Map<Fault, Long> counts() {
		return Map.copyOf(this.counts);
	}

	synchronized Set<String> refused() {
		return Set.copyOf(this.refused);
	}

}
