package dev.loginstream.generator.realistic;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NetworksTests {

	@Test
	void eachNetworkHasItsOwnPublicPrefix() {
		SplittableRandom random = new SplittableRandom(1);
		Set<String> prefixes = new HashSet<>();
		for (int network = 0; network < 50_000; network++) {
			String address = Networks.address(network, random);
			prefixes.add(address.substring(0, address.lastIndexOf('.')));
		}

		assertThat(prefixes).hasSize(50_000)
			.noneMatch((prefix) -> prefix.matches("(10|127|169\\.254|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\..*"));
	}

	@Test
	void regionsAndDataCentresShareNoNetwork() {
		Regions regions = Regions.load();
		Networks networks = new Networks(regions, 1000);
		SplittableRandom random = new SplittableRandom(1);
		Set<Integer> california = new HashSet<>();
		Set<Integer> elsewhere = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			california.add(networks.home(regions.withCode("CA"), random));
			elsewhere.add(networks.home(regions.withCode("CO"), random));
			elsewhere.add(networks.home(regions.withCode("AR"), random));
			elsewhere.add(networks.dataCentre(random));
		}

		assertThat(california).isNotEmpty().doesNotContainAnyElementsOf(elsewhere);
	}

}
