package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers on the loopback interface that one JVM hands out. A server that is
 * down for a while finds its port free again: the block is below the ports that the
 * system takes for connections, and other JVMs have other blocks.
 */
final class PortBlock implements AutoCloseable {

	private static final int FIRST = 10_000;

	private static final int SIZE = 500;

	private static final int BLOCKS = 44;

	/** Whoever listens on a block's first port has it. */
	private final ServerSocket claim;

	private int asked;

	private PortBlock(ServerSocket claim) {
		this.claim = claim;
	}

	/**
	 * Takes a block that nobody has.
	 * @return the block, until it is closed or the JVM ends
	 * @throws IllegalStateException if there is none
	 */
	static PortBlock claim() {
		int any = ThreadLocalRandom.current().nextInt(BLOCKS);
		return IntStream.range(any, any + BLOCKS)
			.mapToObj((block) -> listen(FIRST + block % BLOCKS * SIZE))
			.flatMap(Optional::stream)
			.map(PortBlock::new)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No block of ports is free"));
	}

	/**
	 * The next port that nobody listens on.
	 * @return the same port only once all others were returned
	 * @throws IllegalStateException if there is none
	 */
	synchronized int next() {
		for (int i = 1; i < SIZE; i++) {
			int port = this.claim.getLocalPort() + 1 + this.asked++ % (SIZE - 1);
			Optional<ServerSocket> free = listen(port);
			if (free.isPresent()) {
				close(free.get());
				return port;
			}
		}
		throw new IllegalStateException("No port of the block is free");
	}

	private static Optional<ServerSocket> listen(int port) {
		try {
			return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static void close(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		close(this.claim);
	}

}
