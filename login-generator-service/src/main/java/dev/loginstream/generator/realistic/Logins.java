package dev.loginstream.generator.realistic;

import java.util.Objects;

import dev.loginstream.dto.UserLogin;

/**
 * What can be done with a login.
 */
final class Logins {

	private Logins() {
	}

	/** The same login at another time. */
	static UserLogin at(long second, UserLogin login) {
		return new UserLogin(login.userId(), login.appVersion(), login.ip(), login.locale(), login.deviceId(), second,
				login.deviceType(), login.otherFields());
	}

	/** The network of a login, as the processor writes it. */
	static String ipPrefix(UserLogin login) {
		String ip = Objects.requireNonNull(login.ip());
		return ip.substring(0, ip.lastIndexOf('.')) + ".0/24";
	}

}
