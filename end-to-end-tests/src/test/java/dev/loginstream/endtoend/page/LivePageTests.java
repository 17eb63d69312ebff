package dev.loginstream.endtoend.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsAttachedOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.loginstream.dto.ProcessedUserLogin;
import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LoginService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * What people see, in a real browser.
 */
@ExtendWith(Chromium.Condition.class)
@TestInstance(Lifecycle.PER_CLASS)
class LivePageTests {

	private static final Logger logger = LoggerFactory.getLogger(LivePageTests.class);

	private static final String SCRIPT = "<script>alert('x')</script>";

	private static final String IMAGE = "<img src=x onerror=alert('y')>";

	private Path directory;

	private IndexedLogins logins;

	private Chromium chromium;

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		this.directory = directory;
		this.logins = new IndexedLogins(directory);
		this.chromium = Chromium.start();
		this.logins.index(IntStream.range(0, 120).mapToObj(LivePageTests::varied).toList());
		this.logins.reject(3);
	}

	@AfterAll
	void stop() {
		if (this.chromium != null) {
			this.chromium.close();
		}
		if (this.logins != null) {
			this.logins.close();
		}
	}

	private static ProcessedUserLogin varied(int number) {
		String network = "198.51.%d.".formatted(number % 7);
		return new ProcessedUserLogin("user-" + number % 50, "2.3." + number % 3, network + "xxx", network + "0/24",
				List.of("TX", "CA", "NY", "TX", "FR").get(number % 5), "device-" + number % 60,
				Instant.now().minusSeconds(number % 20), (number % 4 == 0) ? "android" : "iOS", Map.of());
	}

	/** In the range in which all logins of these tests are. */
	private OpenPage open() {
		OpenPage page = openAsItIs();
		page.choose("1h");
		return page;
	}

	private OpenPage openAsItIs() {
		return new OpenPage(this.chromium, this.logins.page());
	}

	@Test
	void figuresAreThoseOfTheIndex() throws Exception {
		try (OpenPage page = open()) {
			// Other tests' logins may still be on their way.
			page.awaitText("#lag", "0");
			List<ProcessedUserLogin> all = this.logins.all();
			page.awaitText("#logins", number(all.size()));

			// These two are approximate, as the page says.
			assertThat(value(page.text("#users"))).isCloseTo(counts(all, ProcessedUserLogin::userId).size(),
					withinPercentage(1));
			Map<String, Long> devices = counts(all, ProcessedUserLogin::deviceId);
			devices.remove(ProcessedUserLogin.UNKNOWN);
			assertThat(value(page.text("#devices"))).isCloseTo(devices.size(), withinPercentage(1));
			assertThat(page.text("#rejected")).isEqualTo(number(this.logins.countRejected()));
			assertThat(texts(page.find("#device-types .name"), page.find("#device-types .count")))
				.isEqualTo(counts(all, ProcessedUserLogin::deviceType));
			Map<String, Long> locales = counts(all, ProcessedUserLogin::locale);
			for (String state : List.of("TX", "CA", "NY")) {
				assertThat(page.text("#map [data-code='%s'] span >> nth=-1".formatted(state)))
					.isEqualTo(number(locales.get(state)));
			}
			assertThat(page.find("#locales").textContent()).contains("FR " + number(locales.get("FR")));
			page.find("#networks tr").all().forEach((row) -> {
				String network = row.locator("th").textContent();
				List<ProcessedUserLogin> within = all.stream()
					.filter((login) -> network.equals(login.ipPrefix()))
					.toList();
				assertThat(row.locator("td").allTextContents()).containsExactly(number(within.size()),
						number(counts(within, ProcessedUserLogin::userId).size()));
			});
			assertThat(page.find("#networks tr").count())
				.isEqualTo(Math.min(10, counts(all, ProcessedUserLogin::ipPrefix).size()));
			assertThat(page.faults()).isEmpty();
		}
	}

	/** As the page writes it. */
	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static long value(String number) {
		return Long.parseLong(number.replace(",", ""));
	}

	private static Map<String, Long> counts(Collection<ProcessedUserLogin> logins,
			Function<ProcessedUserLogin, String> field) {
		return logins.stream()
			.collect(Collectors.groupingBy(field.andThen(String::valueOf), TreeMap::new, Collectors.counting()));
	}

	private static Map<String, Long> texts(Locator names, Locator counts) {
		Map<String, Long> texts = new TreeMap<>();
		List<String> numbers = counts.allTextContents();
		List<String> keys = names.allTextContents();
		IntStream.range(0, keys.size()).forEach((i) -> texts.put(keys.get(i), value(numbers.get(i))));
		return texts;
	}

	@Test
	void scriptsInLoginsAreText() throws Exception {
		// So many that their version is among those which the page names.
		List<ProcessedUserLogin> hostile = IntStream.range(0, 150)
			.mapToObj((number) -> new ProcessedUserLogin(SCRIPT, SCRIPT, "203.0.113.xxx", "203.0.113.0/24", IMAGE,
					"device-of-script-" + number, Instant.now(), IMAGE, Map.of()))
			.toList();
		try (OpenPage page = open()) {
			this.logins.index(hostile);

			assertThat(page.find("#device-types")).containsText(IMAGE, patiently());
			assertThat(page.find("#locales")).containsText(IMAGE, patiently());
			page.find("#versions-title ~ details summary").click();
			assertThat(page.find("#versions-table")).containsText(SCRIPT, patiently());
			// One user with that many devices.
			assertThat(page.find("#insights .subject").filter(new Locator.FilterOptions().setHasText(SCRIPT)).first())
				.isVisible(new IsVisibleOptions().setTimeout(OpenPage.LONGEST));
			assertThat(page.find("#main script, #main img").count()).isZero();
			assertThat(page.faults()).isEmpty();
		}
	}

	private static ContainsTextOptions patiently() {
		return new ContainsTextOptions().setTimeout(OpenPage.LONGEST);
	}

	@Test
	void incidentAppearsWithinThreeSeconds() throws Exception {
		List<Duration> times = new ArrayList<>();
		try (OpenPage page = openAsItIs()) {
			page.choose("5m");
			// Whatever else the machine does can only make it slower, so two are enough.
			for (int incident = 1; incident <= 8 && inTime(times) < 2; incident++) {
				String network = "192.0.2.%d/32".formatted(incident);
				Locator insight = page.find("#insights .subject")
					.filter(new Locator.FilterOptions().setHasText(network));
				// From when it can be searched: what comes before is not the page's
				// doing.
				this.logins.index(IntStream.range(0, 60)
					.mapToObj((number) -> new ProcessedUserLogin(UUID.randomUUID().toString(), "2.3.0", "192.0.2.xxx",
							network, "TX", UUID.randomUUID().toString(), Instant.now(), "iOS", Map.of()))
					.toList());
				long start = System.nanoTime();
				assertThat(insight.first()).isVisible(new IsVisibleOptions().setTimeout(OpenPage.LONGEST));
				times.add(Duration.ofNanos(System.nanoTime() - start));
			}
			assertThat(page.faults()).isEmpty();
		}
		logger.info("Incidents were to be seen after {}", times);

		assertThat(inTime(times)).as("%s", times).isEqualTo(2);
	}

	private static long inTime(List<Duration> times) {
		return times.stream().filter((time) -> time.compareTo(Duration.ofSeconds(3)) <= 0).count();
	}

	@Test
	void realisticLoginsShow() throws Exception {
		try (JvmProcess processor = this.logins.service(LoginService.PROCESSOR, this.directory,
				"--login.processor.instance=test");
				JvmProcess generator = this.logins.service(LoginService.GENERATOR, this.directory,
						"--login.generator.scenario=realistic", "--login.generator.rate=200",
						"--login.generator.count=2000", "--login.generator.seed=7");
				OpenPage page = open()) {
			processor.start();
			generator.start();

			assertThat(page.find("#map li:not([data-level='0'])").nth(25))
				.isAttached(new IsAttachedOptions().setTimeout(OpenPage.LONGEST));
			assertThat(generator.onExit().get(60, TimeUnit.SECONDS)).isZero();
			page.awaitText("#audit-text", "All 2,000 records accounted for");
			assertThat(page.faults()).isEmpty();
		}
	}

	@Test
	void absenceOfOpenSearchIsSaidUntilItIsBack() throws Exception {
		try (OpenPage page = open()) {
			this.logins.node().kill();
			try {
				assertThat(page.find("#problem")).containsText("OpenSearch gives no answer in time", patiently());
				assertThat(page.find("#health")).containsText("Down", patiently());
				page.awaitState("live");
			}
			finally {
				this.logins.node().start().awaitReady(IndexedLogins.LONGEST_START);
			}

			assertThat(page.find("#problem")).isHidden(new IsHiddenOptions().setTimeout(2 * OpenPage.LONGEST));
			this.logins.index(List.of(IndexedLogins.login()));
			page.awaitText("#logins", number(this.logins.count()));
		}
	}

	@Test
	void absenceOfTheServerIsSaidUntilItIsBack() {
		try (OpenPage page = open()) {
			this.logins.indexer().kill();
			try {
				page.awaitState("reconnecting");
				assertThat(page.find("#connection-text"))
					.hasText(Pattern.compile("Reconnecting, stale since \\d\\d:\\d\\d:\\d\\d"));
			}
			finally {
				this.logins.indexer().start().awaitReady(IndexedLogins.LONGEST_START);
			}

			page.awaitState("live");
			assertThat(page.find("#problem")).isHidden(new IsHiddenOptions().setTimeout(OpenPage.LONGEST));
		}
	}

	@Test
	void serverStopsThoughPagesAreOpen() throws Exception {
		try (OpenPage page = open()) {
			JvmProcess indexer = this.logins.indexer();
			indexer.terminate();
			try {
				// Waiting for requests to end, it would take 30 s more.
				assertThat(indexer.onExit().get(60, TimeUnit.SECONDS)).isEqualTo(143);
				page.awaitState("reconnecting");
				assertThat(Files.readString(indexer.log()))
					.contains("Commencing graceful shutdown", "Graceful shutdown complete")
					.doesNotContain("Graceful shutdown aborted");
			}
			finally {
				indexer.start().awaitReady(IndexedLogins.LONGEST_START);
			}
		}
	}

	@Test
	void figuresStandWhilePaused() throws Exception {
		try (OpenPage page = open()) {
			long before = this.logins.count();
			page.awaitText("#logins", number(before));
			page.find("#pause").click();
			page.awaitState("paused");

			this.logins.index(List.of(IndexedLogins.login()));
			try (OpenPage other = open()) {
				other.awaitText("#logins", number(before + 1));
			}

			assertThat(page.text("#logins")).isEqualTo(number(before));
			page.find("#pause").click();
			page.awaitText("#logins", number(before + 1));
			page.awaitState("live");
		}
	}

	@Test
	void rangeIsThatWhichIsChosen() throws Exception {
		ProcessedUserLogin now = IndexedLogins.login();
		this.logins.index(List.of(new ProcessedUserLogin(now.userId(), "0.9-old", now.ip(), now.ipPrefix(),
				now.locale(), now.deviceId(), now.timestamp().minus(Duration.ofMinutes(40)), "fridge", Map.of())));
		try (OpenPage page = openAsItIs()) {
			assertThat(page.find("#device-types")).containsText("iOS", patiently());
			assertThat(page.text("#device-types")).doesNotContain("fridge");

			page.choose("1h");

			assertThat(page.find("#device-types")).containsText("fridge", patiently());
			assertThat(page.text(".range-note >> nth=0")).isEqualTo("last 1 h");
			page.choose("15m");
			assertThat(page.find("#device-types")).not().containsText("fridge", patiently());
			assertThat(page.faults()).isEmpty();
		}
	}

	@Test
	void allControlsAreReachedByKeyboard() {
		try (OpenPage page = openAsItIs()) {
			List<String> reached = new ArrayList<>();
			for (int tab = 0; tab < 12; tab++) {
				page.page().keyboard().press("Tab");
				reached.add(page.page()
					.evaluate("(document.activeElement.id || document.activeElement.value || "
							+ "document.activeElement.textContent)")
					.toString());
			}
			assertThat(reached).contains("Skip to content", "15m", "pause", "theme", "As a table", "The rules");

			page.find("input[value='15m']").focus();
			page.page().keyboard().press("ArrowRight");
			assertThat(page.find("input[value='1h']")).isChecked();
			page.find("#theme").focus();
			page.page().keyboard().press("Enter");
			assertThat(page.find("html")).hasAttribute("data-theme", "dark");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK" })
	void pageIsAccessible(int width, ColorScheme scheme) {
		// The checker is a script of its own, which the policy forbids.
		try (OpenPage page = new OpenPage(this.chromium, this.logins.page(),
				new Browser.NewContextOptions().setViewportSize(width, 900)
					.setColorScheme(scheme)
					.setBypassCSP(true))) {
			assertThat(page.find("#networks tr").first())
				.isVisible(new IsVisibleOptions().setTimeout(OpenPage.LONGEST));
			page.find("details").all().forEach((details) -> details.locator("summary").click());

			List<Rule> violations = new AxeBuilder(page.page()).analyze().getViolations();

			assertThat(violations).filteredOn((rule) -> List.of("serious", "critical").contains(rule.getImpact()))
				.extracting((rule) -> rule.getId() + ": " + rule.getNodes())
				.isEmpty();
			assertThat((int) page.page().evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
		}
	}

	@Test
	void policyForbidsWhatIsNotThePages() throws Exception {
		try (OpenPage page = open()) {
			page.page()
				.evaluate("document.body.append(Object.assign(document.createElement('script'), "
						+ "{ textContent: 'window.ran = true' }))");

			assertThat(page.page().evaluate("window.ran")).isNull();
			assertThat(page.faults()).singleElement().asString().contains("Content Security Policy");
		}
	}

}
