package dev.loginstream.generator.realistic;

import java.time.ZoneId;

/**
 * A US state or a country.
 *
 * @param code as it stands in {@code locale}
 * @param latitude of about its middle, degrees north
 * @param longitude of about its middle, degrees east
 * @param weight share of the users, relative to the others'
 * @param zone where most of its people live
 */
record Region(String code, double latitude, double longitude, double weight, ZoneId zone) {

	private static final double EARTH_RADIUS_KM = 6371;

	/**
	 * Parses a line of {@code regions.csv}.
	 * @param line code, latitude, longitude, weight, zone
	 * @return the region
	 */
	static Region parse(String line) {
		String[] fields = line.split(",");
		return new Region(fields[0], Double.parseDouble(fields[1]), Double.parseDouble(fields[2]),
				Double.parseDouble(fields[3]), ZoneId.of(fields[4]));
	}

	/** Great-circle distance between the middles, in km. */
	double distanceTo(Region other) {
		double north = StrictMath.toRadians(other.latitude - this.latitude) / 2;
		double east = StrictMath.toRadians(other.longitude - this.longitude) / 2;
		double haversine = StrictMath.pow(StrictMath.sin(north), 2)
				+ StrictMath.cos(StrictMath.toRadians(this.latitude))
						* StrictMath.cos(StrictMath.toRadians(other.latitude))
						* StrictMath.pow(StrictMath.sin(east), 2);
		return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.sqrt(haversine));
	}

}
