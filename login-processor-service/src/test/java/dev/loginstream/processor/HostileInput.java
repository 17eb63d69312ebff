package dev.loginstream.processor;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import dev.loginstream.dto.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A record value that a foreign or malicious producer might send.
 *
 * @param name what is odd about it
 * @param reason why it is rejected; null if it is a login
 */
record HostileInput(String name, byte[] value, @Nullable RejectionReason reason) {

	static HostileInput of(String name, String value, @Nullable RejectionReason reason) {
		return new HostileInput(name, value.getBytes(StandardCharsets.UTF_8), reason);
	}

	/** A login whose further fields are odd. */
	static HostileInput login(String name, String fields, @Nullable RejectionReason reason) {
		return of(name, "{\"user_id\":\"user-1\",\"timestamp\":1720576825," + fields + '}', reason);
	}

	/** A login with bytes that may be no text in the place of an asterisk. */
	static HostileInput bytes(String name, String fields, String hex, @Nullable RejectionReason reason) {
		String bytes = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
		String login = "{\"user_id\":\"user-1\",\"timestamp\":1720576825," + fields + '}';
		return new HostileInput(name, login.replace("*", bytes).getBytes(StandardCharsets.ISO_8859_1), reason);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
