package dev.loginstream.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Documents as the indexer makes them, sent straight to OpenSearch: 200,000 users of whom
 * few log in often, one or two devices and one network for each, and one rejected login
 * for a hundred others.
 */
final class SyntheticLogins {

	/** First instant after all logins. */
	static final Instant END = Instant.parse("2026-01-16T00:00:00Z");

	/** In which the logins are evenly spread. */
	static final Duration SPAN = Duration.ofDays(1);

	private static final int USERS = 200_000;

	private static final int IN_A_REQUEST = 5000;

	private static final String[] STATES = ("CA,TX,FL,NY,PA,IL,OH,GA,NC,MI,NJ,VA,WA,AZ,MA,TN,IN,MD,MO,WI,CO,MN,SC,AL,LA,"
			+ "KY,OR,OK,CT,UT,IA,NV,AR,MS,KS,NM,NE,ID,WV,HI,NH,ME,MT,RI,DE,SD,ND,AK,VT,WY,MX,DE,FR,GB,IN,JP")
		.split(",");

	private static final String[] REASONS = { "not_json", "missing_user_id", "timestamp_out_of_range", "unindexable" };

	private final OpenSearch openSearch;

	private final Random random = new Random(2);

	SyntheticLogins(OpenSearch openSearch) {
		this.openSearch = openSearch;
	}

	/** Some user, active ones more often. */
	static String user(Random random) {
		return user(userNumber(random));
	}

	private static String user(int number) {
		return "00000000-0000-4000-8000-%012x".formatted(number * 0x9E3779B1L & 0xFFFFFFFFFFL);
	}

	private static int userNumber(Random random) {
		return (int) (USERS * Math.pow(random.nextDouble(), 3));
	}

	/**
	 * Indexes them, and waits until OpenSearch has done with them.
	 * @param count how many logins
	 */
	void index(long count) throws IOException, InterruptedException {
		long start = System.nanoTime();
		for (long from = 0; from < count; from += IN_A_REQUEST) {
			StringBuilder lines = new StringBuilder();
			for (long i = from; i < Math.min(count, from + IN_A_REQUEST); i++) {
				long time = END.toEpochMilli() - SPAN.toMillis() + i * SPAN.toMillis() / count;
				lines.append(login(i, Instant.ofEpochMilli(time)));
				if (i % 100 == 0) {
					lines.append(rejection(Instant.ofEpochMilli(time)));
				}
			}
			this.openSearch.bulk(lines.toString());
		}
		this.openSearch.awaitMerges();
		System.out.printf("  %,d documents indexed in %,d s%n", count, (System.nanoTime() - start) / 1_000_000_000);
	}

	private String login(long offset, Instant time) {
		int user = userNumber(this.random);
		boolean unknown = this.random.nextInt(200) == 0;
		String network = "%d.%d.%d".formatted(user % 200 + 11, user / 200 % 250, user / 50_000);
		return """
				{"create":{"_index":"processed-user-login-index-2026.01","_id":"%d-%d-%d"}}
				{"kafka_source":{"partition":%d,"offset":%d,"latency_ms":%d},"user_id":"%s","app_version":"2.%d.0",\
				"ip":"%s.xxx","ip_prefix":"%s.0/24","locale":"%s","device_id":"%s","timestamp":"%s","device_type":"%s"}
				""".formatted(offset % 6, offset, time.toEpochMilli(), offset % 6, offset,
				(long) (300 + 100 * this.random.nextGaussian() * this.random.nextGaussian()), user(user), user % 8,
				network, network, STATES[(int) (STATES.length * Math.pow(user % 997 / 997.0, 2))],
				unknown ? "unknown" : user(user) + "-" + this.random.nextInt(2), time,
				unknown ? "unknown" : (user % 3 == 0) ? "iOS" : "Android");
	}

	private String rejection(Instant time) {
		return """
				{"create":{"_index":"rejected-user-login-index-2026.01"}}
				{"timestamp":"%s","reason":"%s","service":"login-processor"}
				""".formatted(time, REASONS[this.random.nextInt(REASONS.length)]);
	}

}
