package dev.loginstream.endtoend.secure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that takes clients with a certificate only, and lets them do what an ACL
 * allows and no more.
 */
final class SecureBroker implements AutoCloseable {

	private final int port = LocalServers.freePort();

	private final JvmProcess process;

	private final Map<String, Object> adminSettings;

	private Admin admin;

	SecureBroker(Path directory, CertificateAuthority authority, Credentials admin) {
		Credentials own = authority.issue("broker").copyTo(directory.resolve("broker"));
		this.adminSettings = new HashMap<>(admin.ofKafkaClient());
		this.adminSettings.put("bootstrap.servers", bootstrapServers());
		List<String> settings = new ArrayList<>(List.of("listener.security.protocol.map=BROKER:SSL,CONTROLLER:SSL",
				"ssl.client.auth=required", "ssl.keystore.type=PEM", "ssl.keystore.location=" + own.keyStore(),
				"ssl.truststore.type=PEM", "ssl.truststore.location=" + own.authority(),
				"authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
				"allow.everyone.if.no.acl.found=false", "super.users=User:CN=broker;User:CN=admin"));
		this.process = LocalServers.kafka(directory, this.port, settings.toArray(String[]::new)).shortLived().start();
	}

	String bootstrapServers() {
		return "localhost:" + this.port;
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

	@Override
	public void close() {
		if (this.admin != null) {
			this.admin.close();
		}
		this.process.close();
	}

}
