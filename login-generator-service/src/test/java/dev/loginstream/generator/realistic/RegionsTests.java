package dev.loginstream.generator.realistic;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RegionsTests {

	private final Regions regions = Regions.load();

	@Test
	void codesAreTwoLettersAndUnique() {
		assertThat(this.regions.all()).extracting(Region::code)
			.hasSizeGreaterThan(60)
			.doesNotHaveDuplicates()
			.allSatisfy((code) -> assertThat(code).matches("[A-Z]{2}"));
	}

	@Test
	void distancesAreThoseOnAMap() {
		Region california = this.regions.withCode("CA");

		assertThat(california.distanceTo(this.regions.withCode("NY"))).isCloseTo(3800, within(200.0));
		assertThat(california.distanceTo(this.regions.withCode("JP"))).isCloseTo(8600, within(400.0));
		assertThat(california.distanceTo(california)).isZero();
	}

	@Test
	void regionsArePickedByWeight() {
		SplittableRandom random = new SplittableRandom(1);
		Map<String, Long> picked = Stream.generate(() -> this.regions.pick(random).code())
			.limit(100_000)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

		double total = this.regions.all().stream().mapToDouble(Region::weight).sum();
		assertThat(this.regions.all()).allSatisfy((region) -> assertThat(picked.get(region.code()) / 100_000.0)
			.isCloseTo(region.weight() / total, within(0.004)));
	}

	@Test
	void somewhereIsFarFromEverywhere() {
		SplittableRandom random = new SplittableRandom(1);

		assertThat(this.regions.all())
			.allSatisfy((region) -> assertThat(this.regions.pickFar(region, 2500, random).distanceTo(region))
				.isGreaterThanOrEqualTo(2500));
	}

}
