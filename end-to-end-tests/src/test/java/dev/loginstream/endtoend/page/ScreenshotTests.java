package dev.loginstream.endtoend.page;

import java.net.URI;
import java.nio.file.Path;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Takes the pictures in the documentation, of a pipeline that has run for a while:
 * {@code -Dscreenshots.of=http://localhost:8080}.
 */
@ExtendWith(Chromium.Condition.class)
@EnabledIfSystemProperty(named = "screenshots.of", matches = "http.*",
		disabledReason = "Pictures are only taken when asked for")
class ScreenshotTests {

	@ParameterizedTest
	@CsvSource({ "live-page-light.png, 1280, LIGHT", "live-page-dark.png, 1280, DARK" })
	void pageIsPictured(String file, int width, ColorScheme scheme) {
		URI address = URI.create(System.getProperty("screenshots.of") + "/");
		try (Chromium chromium = Chromium.start();
				OpenPage page = new OpenPage(chromium, address,
						new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme))) {
			for (String part : new String[] { "#networks tr >> nth=0", "#rules dt >> nth=0" }) {
				assertThat(page.find(part)).isAttached();
			}
			assertThat(page.find("#problem")).isHidden();
			page.page()
				.screenshot(
						new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("..", "docs", "images", file)));
		}
	}

}
