package dev.loginstream.indexer.analytics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for the page: its parts, each when it is new. Each stream has a
 * thread of its own, which alone waits for a page that reads slowly.
 */
@Hidden
@RestController
class LiveController implements SmartLifecycle {

	private static final long NO_TIMEOUT = 0;

	private final LiveParts parts;

	private final Semaphore free;

	private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

	private volatile boolean running;

	LiveController(LiveParts parts, LiveProperties properties) {
		this.parts = parts;
		this.free = new Semaphore(properties.maxStreams());
	}

	@GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> live(@RequestParam(defaultValue = LiveRange.USUAL) String range) {
		LiveRange watched = LiveRange.of(range);
		if (!this.running || !this.free.tryAcquire()) {
			throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, ProblemDetail.forStatusAndDetail(
					HttpStatus.SERVICE_UNAVAILABLE, "As many pages are open as may be at a time"), null);
		}
		SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
		LiveStream stream = new LiveStream(emitter);
		emitter.onCompletion(stream::end);
		Thread.ofVirtual().name("live-stream").start(() -> run(stream, watched));
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("X-Accel-Buffering", "no").body(emitter);
	}

	private void run(LiveStream stream, LiveRange range) {
		this.streams.add(stream);
		this.parts.of(range).forEach((part) -> part.watch(stream));
		try {
			if (!this.running) {
				stream.end();
			}
			stream.run();
		}
		finally {
			this.parts.of(range).forEach((part) -> part.leave(stream));
			this.streams.remove(stream);
			this.free.release();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	// In the first phase of a shutdown, since the web server's waits for requests to end.
	@Override
	public void stop() {
		this.running = false;
		this.streams.forEach(LiveStream::end);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
