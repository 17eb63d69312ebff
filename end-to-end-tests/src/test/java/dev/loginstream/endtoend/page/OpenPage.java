package dev.loginstream.endtoend.page;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page in a browser of its own, with all that went wrong in it.
 */
final class OpenPage implements AutoCloseable {

	/** Far above what it takes, since the machine may be busy. */
	static final double LONGEST = 60_000;

	private final BrowserContext context;

	private final Page page;

	private final List<String> faults = new CopyOnWriteArrayList<>();

	OpenPage(Chromium chromium, URI address) {
		this(chromium, address, new Browser.NewContextOptions().setViewportSize(1280, 900));
	}

	OpenPage(Chromium chromium, URI address, Browser.NewContextOptions options) {
		this.context = chromium.browser().newContext(options.setTimezoneId("UTC"));
		this.context.setDefaultTimeout(LONGEST);
		this.page = this.context.newPage();
		this.page.onPageError((error) -> this.faults.add("error " + error));
		this.page.onDialog((dialog) -> {
			this.faults.add("dialog " + dialog.message());
			dialog.dismiss();
		});
		// A violation of the policy is one of these too.
		this.page.onConsoleMessage((message) -> {
			if (List.of("error", "warning").contains(message.type())) {
				this.faults.add(message.type() + " " + message.text());
			}
		});
		this.page.onRequest((request) -> {
			if (!request.url().startsWith(address.toString())) {
				this.faults.add("request to " + request.url());
			}
		});
		this.page.navigate(address.toString());
		awaitState("live");
	}

	Page page() {
		return this.page;
	}

	Locator find(String selector) {
		return this.page.locator(selector);
	}

	/** Since the page was opened: errors, warnings, dialogs, requests to elsewhere. */
	List<String> faults() {
		return this.faults;
	}

	/** A time range, such as {@code 5m}. */
	void choose(String range) {
		find("label:has(input[value='%s'])".formatted(range)).click();
	}

	void awaitState(String state) {
		assertThat(find("#connection")).hasAttribute("data-state", state,
				new HasAttributeOptions().setTimeout(LONGEST));
	}

	void awaitText(String selector, String text) {
		assertThat(find(selector)).hasText(text, new HasTextOptions().setTimeout(LONGEST));
	}

	/** Of an element that is there. */
	String text(String selector) {
		return find(selector).textContent();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
