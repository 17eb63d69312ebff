package dev.loginstream.infrastructure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PortBlockTests {

	@Test
	void noPortIsOfTwoBlocks() {
		try (PortBlock one = PortBlock.claim(); PortBlock other = PortBlock.claim()) {
			List<Integer> ports = Stream.of(one, other)
				.flatMap((block) -> Stream.generate(block::next).limit(200))
				.toList();

			assertThat(ports).doesNotHaveDuplicates().allMatch((port) -> port < 32_768);
		}
	}

	@Test
	void portThatIsTakenIsPassedOver() throws Exception {
		try (PortBlock block = PortBlock.claim()) {
			int first = block.next();
			try (ServerSocket server = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
				assertThat(block.next()).isNotEqualTo(server.getLocalPort());
			}
		}
	}

}
