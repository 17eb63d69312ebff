package dev.loginstream.indexer.analytics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The events to one page. Of each part it keeps the newest that is not sent yet, so a
 * page that reads slowly gets fewer and costs no memory.
 */
final class LiveStream {

	private final SseEmitter emitter;

	private final Map<String, LiveEvent> unsent = new LinkedHashMap<>();

	private boolean over;

	LiveStream(SseEmitter emitter) {
		this.emitter = emitter;
	}

	synchronized void offer(LiveEvent event) {
		this.unsent.put(event.part(), event);
		notifyAll();
	}

	synchronized void end() {
		this.over = true;
		notifyAll();
	}

	/** Sends what is offered until the page is gone or the stream is ended. */
	void run() {
		try {
			for (List<LiveEvent> events = take(); !events.isEmpty(); events = take()) {
				for (LiveEvent event : events) {
					this.emitter.send(SseEmitter.event().name(event.part()).data(event.json()));
				}
			}
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The page is gone.
			this.emitter.completeWithError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized List<LiveEvent> take() throws InterruptedException {
		while (this.unsent.isEmpty() && !this.over) {
			wait();
		}
		List<LiveEvent> events = this.over ? List.of() : new ArrayList<>(this.unsent.values());
		this.unsent.clear();
		return events;
	}

}
