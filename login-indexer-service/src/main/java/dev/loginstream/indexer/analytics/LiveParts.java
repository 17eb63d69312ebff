package dev.loginstream.indexer.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The parts of the page: those that all pages share, and those of each time range. Each
 * has its own pace, so what takes long holds up nothing else.
 */
@Component
class LiveParts {

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	// It asks the brokers with a client that is made each time.
	private static final LivePace OF_HEALTH = new LivePace(Duration.ofSeconds(3), 9);

	// A quarter of the time: somebody waits for them.
	private static final LivePace OF_INSIGHTS = new LivePace(Duration.ofSeconds(1), 3);

	/** More have no colours of their own. */
	private static final int VERSIONS = 6;

	private final Map<LiveRange, List<LivePart>> parts = new EnumMap<>(LiveRange.class);

	LiveParts(LivePulse pulse, LastMinute lastMinute, Summaries summaries, Insights insights,
			AnalyticsProperties properties) {
		List<LivePart> shared = List.of(part("pulse", pulse::read),
				new LivePart("health", OF_HEALTH, pulse::health, JSON), part("activity", lastMinute::read));
		for (LiveRange range : LiveRange.values()) {
			LiveShare share = new LiveShare(properties.timeout());
			List<LivePart> own = List.of(part("overview", () -> Overview.of(summaries, range)),
					new LivePart("insights", OF_INSIGHTS, () -> find(insights, range, share), JSON));
			this.parts.put(range, Stream.concat(shared.stream(), own.stream()).toList());
		}
	}

	List<LivePart> of(LiveRange range) {
		return this.parts.getOrDefault(range, List.of());
	}

	private static InsightAnswer find(Insights insights, LiveRange range, LiveShare share) {
		TimeRange times = range.until(Instant.now());
		return share.of((some) -> insights.find(times, some));
	}

	private static LivePart part(String name, Supplier<?> computation) {
		return new LivePart(name, LivePace.EACH_SECOND, computation, JSON);
	}

	/**
	 * The logins of a time range, and what was rejected in it.
	 *
	 * @param summary of the logins
	 * @param versions of the application in each interval
	 * @param rejections by reason
	 */
	record Overview(LoginSummary summary, Timeline versions, RejectionSummary rejections) {

		private static Overview of(Summaries summaries, LiveRange range) {
			TimeRange times = range.until(Instant.now());
			return new Overview(summaries.summary(times),
					summaries.histogram(times, SplitField.APP_VERSION, range.interval(), VERSIONS).timeline(),
					summaries.rejections(times, range.interval()));
		}

	}

}
