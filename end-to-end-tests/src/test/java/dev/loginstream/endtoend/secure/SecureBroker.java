package dev.loginstream.endtoend.secure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker that takes clients with a certificate only, and lets them do what an ACL
 * allows and no more.
 */
final class SecureBroker implements AutoCloseable {

	private final Map<Listener, Integer> ports = new EnumMap<>(Listener.class);

	private final Map<Listener, Path> keyStores = new EnumMap<>(Listener.class);

	private final JvmProcess process;

	private final Map<String, Object> adminSettings;

	private Admin admin;

	SecureBroker(Path directory, CertificateAuthority authority, Credentials admin) {
		for (Listener listener : Listener.values()) {
			Credentials own = switch (listener) {
				case BROKER -> authority.issue("broker");
				case EXPIRED -> authority.issueExpired("broker");
				case ELSEWHERE -> authority.issueFor("elsewhere.example", "broker");
			};
			this.ports.put(listener, LocalServers.freePort());
			this.keyStores.put(listener, own.copyTo(directory.resolve("broker").resolve(listener.name())).keyStore());
		}
		this.adminSettings = new HashMap<>(admin.ofKafkaClient());
		this.adminSettings.put("bootstrap.servers", address(Listener.BROKER));
		this.process = LocalServers
			.kafka(directory, this.ports.get(Listener.BROKER), settings(authority.certificate()).toArray(String[]::new))
			.shortLived()
			.start();
	}

	private List<String> settings(Path trusted) {
		String controller = "localhost:" + LocalServers.freePort();
		List<String> settings = new ArrayList<>(
				List.of("controller.quorum.bootstrap.servers=" + controller, "ssl.client.auth=required",
						"ssl.keystore.type=PEM", "ssl.keystore.location=" + this.keyStores.get(Listener.BROKER),
						"ssl.truststore.type=PEM", "ssl.truststore.location=" + trusted, "ssl.allow.san.changes=true",
						"authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
						"allow.everyone.if.no.acl.found=false", "super.users=User:CN=broker;User:CN=admin"));
		StringBuilder addresses = new StringBuilder("listeners=CONTROLLER://" + controller);
		StringBuilder protocols = new StringBuilder("listener.security.protocol.map=CONTROLLER:SSL");
		this.ports.forEach((listener, port) -> {
			addresses.append(",%s://localhost:%d".formatted(listener, port));
			protocols.append(",%s:SSL".formatted(listener));
			settings.add(listener.setting("ssl.keystore.type") + "=PEM");
			settings.add(listener.setting("ssl.keystore.location") + "=" + this.keyStores.get(listener));
		});
		settings.add(addresses.toString());
		settings.add(protocols.toString());
		return settings;
	}

	/** Replaces a certificate by the right one, while the broker runs. */
	void mend(Listener listener) throws Exception {
		Path right = this.keyStores.get(Listener.BROKER);
		this.admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, "1"),
				List.of(new AlterConfigOp(new ConfigEntry(listener.setting("ssl.keystore.location"), right.toString()),
						AlterConfigOp.OpType.SET))))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

	String address(Listener listener) {
		return "localhost:" + this.ports.get(listener);
	}

	/** Settings of a client that may do everything. */
	Map<String, Object> adminSettings() {
		return this.adminSettings;
	}

	void awaitReady(Duration timeout) {
		this.process.awaitReady(timeout);
		this.admin = Admin.create(this.adminSettings);
	}

	void allow(Collection<AclBinding> rights) throws Exception {
		this.admin.createAcls(rights).all().get(30, TimeUnit.SECONDS);
	}

	void revoke(Collection<AclBinding> rights) throws Exception {
		this.admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList()).all().get(30, TimeUnit.SECONDS);
	}

	/** Consumers that are in a group now. */
	int members(String group) throws Exception {
		return this.admin.describeConsumerGroups(List.of(group))
			.describedGroups()
			.get(group)
			.get(30, TimeUnit.SECONDS)
			.members()
			.size();
	}

	/** Publishes so many logins. */
	void publish(int count) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(this.adminSettings, new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < count; i++) {
				producer.send(new ProducerRecord<>("user-login", """
						{"user_id":"u-%d","ip":"192.0.2.7","timestamp":1694479551}""".formatted(i)));
			}
		}
	}

	/** Listeners of the one broker, each with a certificate of its own. */
	enum Listener {

		/** With the right one. */
		BROKER,
		/** With one that is no longer valid. */
		EXPIRED,
		/** With one for another host. */
		ELSEWHERE;

		String setting(String name) {
			return "listener.name.%s.%s".formatted(name().toLowerCase(Locale.ROOT), name);
		}

	}

	@Override
	public void close() {
		if (this.admin != null) {
			this.admin.close();
		}
		this.process.close();
	}

}
