package dev.loginstream.endtoend.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's own browser; tests are skipped where there is none, and that is said in
 * the log. Nothing is downloaded.
 */
final class Chromium implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Chromium.class);

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
			"google-chrome");

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path executable) {
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
				// As root there is no sandbox; the pages are ours.
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
	}

	static Chromium start() {
		return new Chromium(executable().orElseThrow());
	}

	Browser browser() {
		return this.browser;
	}

	private static Optional<Path> executable() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

	/** Whether there is a browser. */
	static final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (executable().isPresent()) {
				return ConditionEvaluationResult.enabled("there is a browser");
			}
			if (context.getTestMethod().isEmpty()) {
				logger.warn("{} is skipped: none of {} is in the path", context.getDisplayName(), NAMES);
			}
			return ConditionEvaluationResult.disabled("None of " + NAMES + " is in the path");
		}

	}

}
