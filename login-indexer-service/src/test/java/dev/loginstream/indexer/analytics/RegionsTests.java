package dev.loginstream.indexer.analytics;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RegionsTests {

	/** As the generator has always had them. */
	private static final String STATES = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT "
			+ "NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC";

	@Test
	void everyStateIsKnown() {
		assertThat(STATES.split(" ")).hasSize(51).allMatch(Regions::isKnown);
	}

	@ParameterizedTest
	// Between cities near the middles, rounded.
	@CsvSource({ "RI, MA, 80", "NY, CA, 3750", "KS, NE, 350", "HI, FL, 7500", "GB, FR, 900", "JP, AU, 7000" })
	void distancesAreAboutRight(String one, String other, double km) {
		assertThat(Regions.kilometres(one, other)).isCloseTo(km, within(km / 10))
			.isEqualTo(Regions.kilometres(other, one));
	}

	@Test
	void regionIsNowhereElse() {
		assertThat(Stream.of(STATES.split(" "))).allMatch((state) -> Regions.kilometres(state, state) == 0);
	}

}
