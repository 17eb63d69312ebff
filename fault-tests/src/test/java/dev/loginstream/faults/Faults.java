package dev.loginstream.faults;

import java.util.stream.DoubleStream;

/**
 * How likely each fault is, from 0 to 1.
 *
 * @param tooManyRequests that a document is answered with 429
 * @param unavailable that a document is answered with 503
 * @param refused that a document is answered with 400, then and ever after; goes before
 * the two others
 * @param resetBefore that a request does not get to OpenSearch
 * @param resetAfter that the answer to a request gets lost
 */
record Faults(double tooManyRequests, double unavailable, double refused, double resetBefore, double resetAfter) {

	static final Faults NONE = new Faults(0, 0, 0, 0, 0);

	Faults {
		if (DoubleStream.of(tooManyRequests, unavailable, refused, resetBefore, resetAfter)
			.anyMatch((share) -> !(share >= 0))) {
			throw new IllegalArgumentException("Expected no negative share");
		}
		if (tooManyRequests + unavailable > 1 || refused > 1 || resetBefore + resetAfter > 1) {
			throw new IllegalArgumentException("Expected shares of at most 1 together");
		}
	}

}
