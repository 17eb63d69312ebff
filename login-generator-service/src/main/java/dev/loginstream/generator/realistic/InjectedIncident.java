package dev.loginstream.generator.realistic;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.loginstream.dto.UserLogin;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An incident as it stands in the ground truth.
 *
 * @param kind of incident
 * @param from earliest time of its logins
 * @param to latest time of its logins
 * @param events how many logins it has
 * @param userIds those of its logins, each once
 * @param deviceIds likewise
 * @param ipPrefixes networks of its logins, as the processor writes them
 * @param locales of its logins
 */
@JsonNaming(SnakeCaseStrategy.class)
record InjectedIncident(String kind, Instant from, Instant to, int events, List<String> userIds, List<String> deviceIds,
		List<String> ipPrefixes, List<String> locales) {

	static InjectedIncident of(Incident incident) {
		List<UserLogin> logins = incident.logins();
		long[] seconds = logins.stream().mapToLong(UserLogin::timestamp).sorted().toArray();
		return new InjectedIncident(incident.kind().code(), Instant.ofEpochSecond(seconds[0]),
				Instant.ofEpochSecond(seconds[seconds.length - 1]), logins.size(), distinct(logins, UserLogin::userId),
				distinct(logins, UserLogin::deviceId), distinct(logins, Logins::ipPrefix),
				distinct(logins, UserLogin::locale));
	}

	private static List<String> distinct(List<UserLogin> logins, Function<UserLogin, @Nullable String> key) {
		return logins.stream().map((login) -> Objects.requireNonNull(key.apply(login))).distinct().toList();
	}

}
