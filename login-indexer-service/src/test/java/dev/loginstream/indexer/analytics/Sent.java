package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Events as a page gets them.
 */
class Sent extends SseEmitter {

	private final List<String> events = new CopyOnWriteArrayList<>();

	private volatile boolean complete;

	@Override
	public void send(SseEventBuilder event) throws IOException {
		this.events.add(event.build().stream().map((part) -> part.getData().toString()).collect(Collectors.joining()));
	}

	@Override
	public void complete() {
		this.complete = true;
	}

	@Override
	public void completeWithError(Throwable ex) {
		this.complete = true;
	}

	List<String> events() {
		return this.events;
	}

	boolean isComplete() {
		return this.complete;
	}

}
