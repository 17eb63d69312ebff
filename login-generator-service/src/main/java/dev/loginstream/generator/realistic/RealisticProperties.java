package dev.loginstream.generator.realistic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the realistic logins. In them, event time is what stands in a login's
 * {@code timestamp}.
 *
 * @param users how many there are; none for 1000 for each event that there is in a second
 * of event time, and at least 50,000
 * @param from event time of the first login, not before 2001; none for the present
 * @param acceleration seconds of event time for a second, or for an event where the rate
 * is 0; without {@code from} of no effect
 * @param incidentInterval mean event time from the end of an incident to the beginning of
 * the next
 * @param incidents kinds to choose from, an empty list for none
 * @param groundTruth file that the incidents are appended to, as JSON lines; none for no
 * file
 */
public record RealisticProperties(@Positive @Max(MOST_USERS) @Nullable Integer users, @Nullable Instant from,
		@DefaultValue("1") @Positive double acceleration, @DefaultValue("10m") Duration incidentInterval,
		@DefaultValue( {
				"credential_stuffing", "device_farm", "account_takeover", "device_rotation", "burst", "late",
				"duplicate" }) List<IncidentKind> incidents,
		@Nullable Path groundTruth){

	private static final Instant EARLIEST = Instant.parse("2001-01-01T00:00:00Z");

	private static final int FEWEST_USERS = 50_000;

	private static final int MOST_USERS = 10_000_000;

	private static final int USERS_FOR_EACH_EVENT_PER_SECOND = 1000;

	public RealisticProperties {
		if (from != null && from.isBefore(EARLIEST)) {
			throw new IllegalArgumentException(
					"Expected login.generator.realistic.from not before %s but found %s".formatted(EARLIEST, from));
		}
	}

	/**
	 * How many users there are: without a setting so many that each logs in every quarter
	 * of an hour or so, however dense the events are. Else rules that find an incident at
	 * one rate would find everybody at another.
	 */
	int users(double eventsPerSecond) {
		if (this.users != null) {
			return this.users;
		}
		return Math.clamp((long) (eventsPerSecond * USERS_FOR_EACH_EVENT_PER_SECOND), FEWEST_USERS, MOST_USERS);
	}

}
