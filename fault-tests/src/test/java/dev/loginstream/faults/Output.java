package dev.loginstream.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.header.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What services put out for those who run them.
 */
final class Output {

	private static final List<String> PAGES = List.of("", "/info", "/prometheus", "/health", "/health/liveness",
			"/health/readiness", "/health/dependencies");

	private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

	/** Adds every page of its actuator, as it is now. */
	void addPages(Running service) throws IOException, InterruptedException {
		for (String page : PAGES) {
			HttpResponse<String> answer = service.get(page);
			assertThat(answer.statusCode()).as(page).isIn(200, 503);
			add(service.instance().name() + " /actuator" + page, answer.headers().map() + answer.body());
		}
	}

	void addLog(Running service) throws IOException {
		add(log(service), Files.readString(service.process().log()));
	}

	/** Adds a header of a record. */
	void add(String topic, Header header) {
		// One character a byte, so that bytes that are not UTF-8 hide nothing.
		add("headers in " + topic, header.key() + "=" + new String(header.value(), StandardCharsets.ISO_8859_1));
	}

	void add(String place, String text) {
		this.texts.computeIfAbsent(place, (any) -> new StringBuilder()).append(text).append('\n');
	}

	String of(String place) {
		return this.texts.getOrDefault(place, new StringBuilder()).toString();
	}

	static String log(Running service) {
		return "log of " + service.instance().name();
	}

	/** What a search finds, and where. */
	List<String> leaks(LeakSearch search) {
		return this.texts.entrySet()
			.stream()
			.flatMap(
					(text) -> search.in(text.getValue().toString()).stream().map((leak) -> text.getKey() + ": " + leak))
			.toList();
	}

}
