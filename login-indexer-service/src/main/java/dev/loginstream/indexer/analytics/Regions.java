package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where locales are: a point about the middle of each US state, and of some countries
 * whose code is no state's. {@code CA} is California, since in this stream it mostly is.
 */
final class Regions {

	private static final double EARTH_RADIUS_KM = 6371;

	private static final Map<String, Middle> MIDDLES = read();

	private Regions() {
	}

	/**
	 * How far apart two regions are.
	 * @param one a known locale
	 * @param other a known locale
	 * @return km along the surface between their middles
	 */
	static double kilometres(String one, String other) {
		return middle(one).kilometresTo(middle(other));
	}

	static boolean isKnown(String locale) {
		return MIDDLES.containsKey(locale);
	}

	private static Middle middle(String locale) {
		return Objects.requireNonNull(MIDDLES.get(locale), "No known locale");
	}

	private static Map<String, Middle> read() {
		Map<String, Middle> middles = new HashMap<>();
		try (InputStream csv = Objects.requireNonNull(Regions.class.getResourceAsStream("regions.csv"))) {
			new String(csv.readAllBytes(), StandardCharsets.US_ASCII).lines()
				.map((line) -> line.split(","))
				.forEach((cells) -> middles.put(cells[0],
						Middle.of(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return middles;
	}

	// In radians.
	private record Middle(double latitude, double longitude) {

		static Middle of(double latitude, double longitude) {
			return new Middle(Math.toRadians(latitude), Math.toRadians(longitude));
		}

		// The haversine formula.
		double kilometresTo(Middle other) {
			double northSouth = Math.sin((other.latitude - this.latitude) / 2);
			double eastWest = Math.sin((other.longitude - this.longitude) / 2);
			double h = northSouth * northSouth
					+ Math.cos(this.latitude) * Math.cos(other.latitude) * eastWest * eastWest;
			return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
		}

	}

}
