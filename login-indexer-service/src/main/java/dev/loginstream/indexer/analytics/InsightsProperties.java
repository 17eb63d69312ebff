package dev.loginstream.indexer.analytics;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When logins are worth a look, and how much is looked at. Why the defaults are what they
 * are stands in {@code docs/analytics.md}.
 *
 * @param maxRange longest time between {@code from} and {@code to}
 * @param maxScanned newest logins at most among which subjects are looked for
 * @param maxSubjects networks, devices or users at most that a rule looks at one by one
 * @param maxLogins logins at most that are read for a rule
 * @param quiet findings of a rule on a subject are one insight unless there is so long
 * nothing between them
 * @param network users of one network
 * @param device users of one device
 * @param travel how fast a user gets from one region to another
 * @param newDeviceAndRegion what a user was not seen with before
 * @param rotation devices of one user
 * @param repetition logins of one user
 * @param burst logins of all in a short time
 */
@Validated
@ConfigurationProperties("login.indexer.analytics.insights")
record InsightsProperties(@DefaultValue("24h") @NotNull Duration maxRange,
		@DefaultValue("100000") @Positive long maxScanned, @DefaultValue("500") @Min(1) @Max(10_000) int maxSubjects,
		@DefaultValue("20000") @Positive int maxLogins, @DefaultValue("10m") @DurationMin(seconds = 1) Duration quiet,
		@DefaultValue @Valid Network network, @DefaultValue @Valid Device device, @DefaultValue @Valid Travel travel,
		@DefaultValue @Valid NewDeviceAndRegion newDeviceAndRegion, @DefaultValue @Valid Rotation rotation,
		@DefaultValue @Valid Repetition repetition, @DefaultValue @Valid Burst burst) {

	private static final int MOST_INTERVALS = 20_000;

	InsightsProperties {
		requireFewIntervals("burst.interval", burst.interval, maxRange);
		requireFewIntervals("repetition.window", repetition.window, maxRange);
	}

	// OpenSearch gives 65,535 buckets at most.
	private static void requireFewIntervals(String setting, Duration interval, Duration range) {
		if (range.dividedBy(interval) > MOST_INTERVALS) {
			throw new IllegalArgumentException(
					"Expected %s to be at least 1/%d of max-range".formatted(setting, MOST_INTERVALS));
		}
	}

	/**
	 * How long before the range something may have begun that is found in it.
	 */
	Duration lookBack() {
		Duration longest = this.network.window;
		for (Duration window : new Duration[] { this.device.window, this.rotation.window }) {
			longest = (window.compareTo(longest) > 0) ? window : longest;
		}
		return longest;
	}

	/**
	 * Many users on one network.
	 *
	 * @param users from how many on it is an insight
	 * @param window time within which they log in
	 */
	record Network(@DefaultValue("10") @Min(2) int users,
			@DefaultValue("5m") @DurationMin(seconds = 1) Duration window) {
	}

	/**
	 * Many users on one device.
	 *
	 * @param users from how many on it is an insight
	 * @param window time within which they log in
	 */
	record Device(@DefaultValue("5") @Min(2) int users, @DefaultValue("5m") @DurationMin(seconds = 1) Duration window) {
	}

	/**
	 * A user in two regions sooner than one can travel.
	 *
	 * @param maxSpeedKmh fastest that one travels, in km/h
	 * @param minDistanceKm distances below it, in km, are not looked at: a region is
	 * taken for the point in its middle
	 */
	record Travel(@DefaultValue("1000") @Positive int maxSpeedKmh,
			@DefaultValue("900") @PositiveOrZero int minDistanceKm) {
	}

	/**
	 * A user with a new device in a new region.
	 *
	 * @param earlierLogins how many logins there must be before, to tell what is new
	 */
	record NewDeviceAndRegion(@DefaultValue("3") @Positive int earlierLogins) {
	}

	/**
	 * One user with many devices.
	 *
	 * @param devices from how many on it is an insight
	 * @param window time within which the user logs in with them
	 */
	record Rotation(@DefaultValue("5") @Min(2) int devices,
			@DefaultValue("5m") @DurationMin(seconds = 1) Duration window) {
	}

	/**
	 * One user with many logins.
	 *
	 * @param logins from how many on it is an insight
	 * @param window time within which the user logs in so often
	 */
	record Repetition(@DefaultValue("10") @Min(2) int logins,
			@DefaultValue("10s") @DurationMin(seconds = 1) Duration window) {
	}

	/**
	 * More logins than usual.
	 *
	 * @param interval in which logins are counted
	 * @param factor how many times as many as usual it takes
	 * @param logins how many it takes at least
	 * @param baseline time around an interval whose median is what is usual
	 */
	record Burst(@DefaultValue("10s") @DurationMin(seconds = 1) Duration interval,
			@DefaultValue("3") @DecimalMin("1") double factor, @DefaultValue("30") @Positive int logins,
			@DefaultValue("30m") @DurationMin(seconds = 1) Duration baseline) {
	}

}
